import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import type { Principal } from "@crossdock/core";
import { insertRecords, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFile } from "../files/serve.ts";
import { LogEntry } from "../logs/schema.ts";
import {
  createTestProduct,
  developerOf,
  outcomeOf,
  recordOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";
import { type Source, toPart } from "./source.ts";
import { fileText, type Progress } from "./text.ts";

let product: TestProduct;
let partnerId: string;
let otherId: string;
beforeAll(async () => {
  product = await createTestProduct();
  partnerId = (await product.as().partners.create({ name: "Acme" })).id;
  otherId = (await product.as().partners.create({ name: "Rival" })).id;
  await keep(2100, { operation: "products.list" });
  await keep(3, { status: 404, errorCode: "not_found", path: "/api/v2/orders/=cmd" });
  const of = (partner: string) => ({ kind: "apiKey", id: `key_${partner}`, partnerId: partner });
  await keep(2, { principal: of(partnerId) });
  await keep(2, { principal: of(otherId) });
});
afterAll(() => product.close());

async function keep(count: number, more: Partial<RequestRecord>) {
  const { clock, db } = product;
  const at = (index: number) => new Date(clock.now().getTime() - 1000 * index);
  await insertRecords(
    db,
    Array.from({ length: count }, (_, index) => recordOf(at(index), more)),
  );
}

type Asked = { format?: "csv" | "ndjson"; filter?: object; as?: Principal };

/** What the file says, and the export as its list shows it then. */
async function exported({ format = "ndjson", filter = {}, as = userOf("owner") }: Asked) {
  const { exports, logs } = product.as(as);
  const { id } = await logs.export({ format, filter });
  await product.runJobs();
  const done = (await exports.list({})).data.find((one) => one.id === id);
  const { pathname, searchParams } = new URL(done?.url ?? "");
  const file = await openFile(product.services, pathname.split("/").at(-1) ?? "", searchParams);
  const body = "body" in file ? file.body : "";
  return {
    done,
    lines: (await buffer(Readable.from(body))).toString().split(/\r?\n/).slice(0, -1),
  };
}

test("every request that the filter finds is in the file once, over several pieces", async () => {
  const { done, lines } = await exported({ filter: { operation: "products.list" } });
  expect(done).toMatchObject({
    ...{ state: "ready", rowsDone: 2100, rowsTotal: 2100, cutOff: false },
    filter: { operation: "products.list" },
  });
  const entries = lines.map((line) => LogEntry.parse(JSON.parse(line)));
  expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(2100);
  const times = entries.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
});

test("as CSV, a record each, nothing of it a formula", async () => {
  const { lines } = await exported({ format: "csv", filter: { status: "4xx" } });
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^\ufeffat,request_id,trace_id/);
  expect(lines[1]).toContain(",/api/v2/orders/=cmd,404,not_found,1.5,0.1,,,,,0,10,");
  await keep(1, { status: 409, userAgent: '=HYPERLINK("https://evil.example")' });
  const [, record] = (await exported({ format: "csv", filter: { status: "409" } })).lines;
  expect(record).toContain(`"'=HYPERLINK(`);
});

test("a time back from now is meant from when it was asked for", async () => {
  const filter = { range: "1m", operation: "products.list" };
  const asked = await product.as().logs.export({ format: "csv", filter });
  const now = product.clock.now();
  product.clock.set(new Date(now.getTime() + 3_600_000));
  await product.runJobs();
  product.clock.set(now);
  const { data } = await product.as().exports.list({});
  expect(data.find(({ id }) => id === asked.id)).toMatchObject({ rowsDone: 61 });
});

test("a partner's developer has the partner's requests, and nothing else to export", async () => {
  const as = developerOf(partnerId);
  for (const filter of [{}, { partnerId }]) {
    const { lines } = await exported({ as, filter });
    expect(lines.map((line) => JSON.parse(line).partnerId)).toEqual([partnerId, partnerId]);
  }
  expect((await exported({ as, filter: { partnerId: otherId } })).lines).toEqual([]);
  expect((await exported({ as, filter: { operation: "products.list" } })).lines).toEqual([]);
  const { create } = product.as(as).exports;
  for (const kind of ["orders", "customers", "products"] as const)
    expect(await outcomeOf(create({ kind, format: "csv" }))).toBe("forbidden");
});

test("who may not see the log exports none of it; a time that cannot be is refused at once", async () => {
  const { logs } = product.as(userOf("operations"));
  expect(await outcomeOf(logs.export({ format: "csv" }))).toBe("forbidden");
  const filter = { from: "2026-11-02T00:00:00Z", to: "2026-11-01T00:00:00Z" };
  const refused = product.as().logs.export({ format: "csv", filter });
  expect(await outcomeOf(refused)).toBe("validation_failed");
});

test.each([
  [{ rowsMax: 4, bytesMax: 1000 }, 4, true],
  [{ rowsMax: 6, bytesMax: 1000 }, 6, false],
  [{ rowsMax: 100, bytesMax: 3 }, 2, true],
])("a file ends where it is full: %j", async (limits, rows, cutOff) => {
  const source: Source = {
    head: [],
    count: async () => 6,
    async *parts() {
      for (const part of [[1, 2], [3, 4], [5, 6], []]) yield toPart(part, (row) => [[row]]);
    },
  };
  let last: Progress | undefined;
  const onProgress = (progress: Progress) => {
    last = progress;
  };
  const pieces = fileText(source, { format: "ndjson", ...limits, onProgress });
  const lines = (await text(pieces)).split("\n");
  expect(lines).toHaveLength(rows + 1);
  expect(last).toEqual({ rows, bytes: rows * 2, cutOff });
});

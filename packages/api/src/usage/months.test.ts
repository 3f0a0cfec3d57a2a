import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Principal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFile } from "../files/serve.ts";
import {
  countCalls,
  createTestProduct,
  developerOf,
  keyOf,
  outcomeOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let acme: { partnerId: string; keyId: string };
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(new Date("2026-11-29T12:00:00Z"));
  acme = await addPartner("Acme");
  const rival = await addPartner("=Rival");
  await countCalls(product.db, { ...acme, at: at("2024-11-30T23:59:59Z"), calls: 1 });
  await countCalls(product.db, { ...acme, at: at("2024-12-01T00:00:00Z"), calls: 1 });
  await countCalls(product.db, { ...acme, at: at("2026-09-30T23:59:59Z"), calls: 9 });
  await countCalls(product.db, { ...acme, at: at("2026-10-01T00:00:00Z"), calls: 3, errors: 1 });
  const limited = { calls: 2, errors: 2, status: 429 };
  await countCalls(product.db, { ...acme, at: at("2026-10-31T23:59:59Z"), ...limited });
  await countCalls(product.db, { ...acme, at: at("2026-11-01T00:00:00Z"), calls: 5 });
  await countCalls(product.db, { ...rival, at: at("2026-10-10T00:00:00Z"), calls: 7 });
  await countCalls(product.db, { ...rival, at: at("2026-08-10T00:00:00Z"), calls: 7 });
});
afterAll(() => product.close());

const at = (text: string) => new Date(text);

async function addPartner(name: string) {
  const { id: partnerId } = await product.as().partners.create({ name });
  const fields = { name: `${name}'s`, partnerId, scopes: ["orders:read"] };
  return { partnerId, keyId: (await product.as().keys.create(fields)).id };
}

async function linesOf(as: Principal, format: "csv" | "ndjson", month: string) {
  const { usage, exports } = product.as(as);
  const { id } = await usage.export({ month, format });
  await product.runJobs();
  const done = (await exports.list({})).data.find((one) => one.id === id);
  expect(done).toMatchObject({ kind: "usage", month, state: "ready", filter: {} });
  const { pathname, searchParams } = new URL(done?.url ?? "");
  const file = await openFile(product.services, pathname.split("/").at(-1) ?? "", searchParams);
  if (!("body" in file)) throw new Error("no file");
  expect(file.disposition).toContain(`usage-${month}.${format}`);
  const text = (await buffer(Readable.from(file.body))).toString();
  const lines = text.split(/\r?\n/).slice(0, -1);
  expect(done).toMatchObject({ rowsDone: format === "csv" ? lines.length - 1 : lines.length });
  expect(done?.rowsTotal).toBe(done?.rowsDone);
  return lines;
}

test("a developer has the own partner's calls of a month, by day and key", async () => {
  const lines = await linesOf(developerOf(acme.partnerId), "csv", "2026-10");
  const head = "day,operation,version,credential_id,credential_name,calls,errors,rate_limited";
  expect(lines).toEqual([
    `\ufeff${head},bytes_in,bytes_out`,
    `2026-10-01,orders.list,v2,${acme.keyId},Acme's,3,1,0,30,300`,
    `2026-10-31,orders.list,v2,${acme.keyId},Acme's,2,2,2,20,200`,
  ]);
});

test("the team has everybody's, without what a spreadsheet would run", async () => {
  const lines = await linesOf(userOf("owner"), "csv", "2026-10");
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain(`,'=Rival's,7,0,0,`);
  const [first] = await linesOf(userOf("owner"), "ndjson", "2026-08");
  expect(JSON.parse(first ?? "")).toMatchObject({ day: "2026-08-10", calls: 7, rateLimited: 0 });
});

test("months with calls are on offer, for two years", async () => {
  const months = async (as: Principal) => (await product.as(as).usage.months({})).data;
  expect(await months(developerOf(acme.partnerId))).toEqual([
    ...["2026-11", "2026-10", "2026-09", "2024-12"],
  ]);
  expect(await months(userOf("owner"))).toContain("2026-08");
});

test("a month's sums are its own; one that has not begun is refused", async () => {
  const { usage } = product.as(keyOf(acme.partnerId, ["logs:read"]));
  const october = await usage.get({ month: "2026-10" });
  expect(october.total).toEqual({ calls: 5, errors: 3, rateLimited: 2 });
  expect(october.days).toHaveLength(31);
  expect((await usage.get({ month: "2026-11" })).days).toHaveLength(29);
  expect(await outcomeOf(usage.get({ month: "2026-12" }))).toBe("validation_failed");
  expect(await outcomeOf(usage.get({ month: "2026-13" }))).toBe("validation_failed");
  const file = product.as().usage.export({ month: "2026-12", format: "csv" });
  expect(await outcomeOf(file)).toBe("validation_failed");
  const support = product.as(userOf("support")).usage;
  expect(await outcomeOf(support.export({ month: "2026-10", format: "csv" }))).toBe("forbidden");
});

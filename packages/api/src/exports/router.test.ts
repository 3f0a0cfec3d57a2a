import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepFiles } from "../files/jobs.ts";
import { openFile } from "../files/serve.ts";
import {
  createTestProduct,
  developerOf,
  eur,
  keyOf,
  outcomeOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  const { products, customers } = product.as();
  for (let index = 0; index < 101; index++) {
    await products.create({
      title: index === 0 ? `=HYPERLINK("https://evil.example")` : `Product ${index}`,
      variants: [{ sku: `E-${index}`, price: eur(1990), stock: 3 }],
    });
  }
  await customers.create({ email: "zoe@example.com", name: "@Zoë, Ångström" });
});
afterAll(() => product.close());

const api = () => product.as().exports;

async function fileOf(url: string | null | undefined): Promise<string> {
  const { pathname, searchParams } = new URL(url ?? "");
  const file = await openFile(product.services, pathname.split("/").at(-1) ?? "", searchParams);
  return "body" in file ? (await buffer(Readable.from(file.body))).toString() : "";
}

test("a list of several pages becomes a file, with nothing that a spreadsheet would run", async () => {
  const made = await api().create({ kind: "products", format: "csv" });
  expect(made).toMatchObject({ state: "queued", url: null });
  await product.runJobs();
  const [done] = (await api().list({})).data;
  expect(done).toMatchObject({ id: made.id, state: "ready", rowsDone: 101, rowsTotal: 101 });
  const lines = (await fileOf(done?.url)).split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffid,handle,title/);
  expect(lines).toHaveLength(103);
  expect(lines.find((line) => line.includes("HYPERLINK"))).toContain(`"'=HYPERLINK(`);
  expect(lines[1]).toContain("19.90,EUR,3");
});

test("customers go out as the API shows them, to who may read them", async () => {
  await api().create({ kind: "customers", format: "ndjson" });
  await product.runJobs();
  const [done] = (await api().list({})).data;
  expect(JSON.parse(await fileOf(done?.url))).toMatchObject({ email: "zoe@example.com" });
  const blind = userOf("viewer");
  const permissions = new Set([...blind.permissions, "exports:write"]);
  permissions.delete("customers:read");
  const { exports } = product.as({ ...blind, permissions });
  expect(await outcomeOf(exports.create({ kind: "customers", format: "csv" }))).toBe("forbidden");
});

test("nobody sees another's exports, and partners' systems have none", async () => {
  const other = { ...userOf("admin"), id: "usr_00000000000000000000000001" };
  expect((await product.as(other).exports.list({})).data).toEqual([]);
  expect((await product.as(developerOf("prt_1")).exports.list({})).data).toEqual([]);
  for (const principal of [keyOf("prt_1"), keyOf(null)])
    expect(await outcomeOf(product.as(principal).exports.list({}))).toBe("forbidden");
});

test("who is erased is in no file any more", async () => {
  const { customers } = product.as();
  const { id } = await customers.create({ email: "gone@example.com" });
  await api().create({ kind: "customers", format: "csv" });
  await product.runJobs();
  const [before] = (await api().list({})).data;
  expect(await fileOf(before?.url)).toContain("gone@example.com");
  await customers.erase({ id, confirm: "erase" });
  expect(await outcomeOf(fileOf(before?.url))).toBe("not_found");
  await api().create({ kind: "products", format: "ndjson" });
  await product.runJobs();
});

test("a link is good for a quarter of an hour, the file for a week", async () => {
  const [done] = (await api().list({})).data;
  const pass = (ms: number) => product.clock.set(new Date(product.clock.now().getTime() + ms));
  pass(15 * 60_000 + 1000);
  expect(await outcomeOf(fileOf(done?.url))).toBe("forbidden");
  expect(await outcomeOf(fileOf((await api().list({})).data[0]?.url))).toBe("ok");
  pass(7 * 86_400_000);
  await sweepFiles.run(product.context, {});
  expect((await api().list({})).data[0]).toMatchObject({ state: "ready", url: null });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, eur, outcomeOf, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  for (const title of ["Oak board", "Larch board", "50% Wool_rug"]) await create(title);
});
afterAll(() => product.close());

function create(title: string, more: { status?: "draft" | "active"; externalId?: string } = {}) {
  const sku = title.toUpperCase().replaceAll(" ", "-");
  return product
    .as()
    .products.create({ title, ...more, variants: [{ sku, price: eur(1), stock: 1 }] });
}

type Filter = Parameters<ReturnType<TestProduct["as"]>["products"]["list"]>[0];

async function titlesOf(filter: Filter): Promise<string[]> {
  const { data } = await product.as().products.list(filter);
  return data.map(({ title }) => title);
}

test("a search finds words and SKUs in any case, and takes % and _ for what they are", async () => {
  expect(await titlesOf({ q: "BOARD" })).toEqual(["Larch board", "Oak board"]);
  expect(await titlesOf({ q: "oak-b" })).toEqual(["Oak board"]);
  expect(await titlesOf({ q: "50%" })).toEqual(["50% Wool_rug"]);
  expect(await titlesOf({ q: "wool_" })).toEqual(["50% Wool_rug"]);
  expect(await titlesOf({ q: "%" })).toEqual(["50% Wool_rug"]);
  expect(await titlesOf({ q: "a_board" })).toEqual([]);
  expect(await titlesOf({ q: "\\" })).toEqual([]);
});

test("filters narrow, and all of them count", async () => {
  await create("Active one", { status: "active", externalId: "erp-7" });
  expect(await titlesOf({ status: "active" })).toEqual(["Active one"]);
  expect(await titlesOf({ externalId: "erp-7" })).toEqual(["Active one"]);
  expect(await titlesOf({ sku: "OAK-BOARD" })).toEqual(["Oak board"]);
  expect(await titlesOf({ sku: "OAK-BOARD", status: "active" })).toEqual([]);
  expect(await titlesOf({ status: "archived" })).toEqual([]);
});

test("updatedAfter is strict, so that a sync can go on from the last time it saw", async () => {
  const before = product.clock.now();
  product.clock.set(new Date(before.getTime() + 60_000));
  await create("Newest");
  expect(await titlesOf({ updatedAfter: before.toISOString() })).toEqual(["Newest"]);
  expect(await titlesOf({ updatedAfter: product.clock.now().toISOString() })).toEqual([]);
});

test("pages neither repeat nor miss a row while rows are added", async () => {
  for (let index = 0; index < 9; index++) await create(`Paged ${index}`, { externalId: "page" });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await product.as().products.list({ externalId: "page", limit: 2, cursor });
    seen.push(...page.data.map(({ title }) => title));
    expect(page.hasMore).toBe(page.nextCursor !== null);
    cursor = page.nextCursor ?? undefined;
    await create(`Late ${seen.length}`, { externalId: "page" });
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 9 }, (_, index) => `Paged ${8 - index}`));
});

test("limits and cursors that are not ours are refused", async () => {
  const { products } = product.as();
  for (const filter of [{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { cursor: "bm9uZQ" }]) {
    expect(await outcomeOf(products.list(filter)), JSON.stringify(filter)).toBe(
      "validation_failed",
    );
  }
});

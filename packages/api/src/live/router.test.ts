import type { Principal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, developerOf, type TestProduct, userOf } from "../testing/index.ts";

const partnerId = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";
const otherId = "prt_01bbbbbbbbbbbbbbbbbbbbbbbb";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

/** A page of this principal that listens: what it is told next after each of these, if anything. */
async function listen(principal: Principal) {
  const listeners = new Set<(topics: string[]) => void>();
  const live = {
    publish: () => {},
    subscribe(listener: (topics: string[]) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const services = { ...product.services, live };
  const stream = await product.as(principal, { services }).live.events();
  const iterator = stream[Symbol.asyncIterator]();
  expect(await iterator.next()).toMatchObject({ value: { topics: ["*"] } });
  return {
    listeners,
    async hears(...topics: string[]) {
      for (const listener of listeners) listener(topics);
      return (await iterator.next()).value?.topics;
    },
  };
}

test("a page hears the names of what changed, each once", async () => {
  const page = await listen(userOf("viewer"));
  expect(await page.hears("orders", "ord_1", "orders")).toEqual(["orders", "ord_1"]);
  expect(await page.hears("keys")).toEqual(["keys"]);
});

test("a partner's developer hears nothing of what others have", async () => {
  const page = await listen(developerOf(partnerId));
  const said = [
    "orders",
    "ord_1",
    otherId,
    "partners",
    "keys",
    "key_1",
    "usr_1",
    "usage",
    "exports",
  ];
  expect(await page.hears(...said)).toEqual(["keys", "usage", "exports"]);
  expect(await page.hears("clients", "cli_1")).toEqual(["clients"]);
});

test.each([
  ["the partner", partnerId],
  ["the account", developerOf(partnerId).id],
])("the line ends, after a word to ask anew, when %s was changed", async (_what, topic) => {
  const page = await listen(developerOf(partnerId));
  expect(await page.hears("keys", topic)).toEqual(["*"]);
  expect(await page.hears("keys")).toBeUndefined();
  expect(page.listeners.size).toBe(0);
});

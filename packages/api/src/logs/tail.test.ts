import type { Principal } from "@crossdock/core";
import { insertRecords, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  developerOf,
  outcomeOf,
  owner,
  recordOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";
import { logTopic } from "./tail.ts";

const partnerId = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

/** Somebody who follows the log, and the recorder, which says that it has written. */
async function follow(principal: Principal, filter = {}) {
  const listeners = new Set<(topics: string[]) => void>();
  const live = {
    publish: () => {},
    subscribe(listener: (topics: string[]) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const services = { ...product.services, live };
  const stream = await product.as(principal, { services }).logs.tail(filter);
  const iterator = stream[Symbol.asyncIterator]();
  expect(await iterator.next()).toMatchObject({ value: { entries: [], ended: null } });
  const say = (...topics: string[]) => {
    for (const listener of listeners) listener(topics);
  };
  return {
    listeners,
    say,
    async next() {
      const { value } = await iterator.next();
      return value && { ...value, entries: value.entries.map(requestIdOf) };
    },
    async comes(...records: Partial<RequestRecord>[]) {
      const kept = records.map((record) => recordOf(product.clock.now(), record));
      await insertRecords(product.db, kept);
      say(logTopic);
      return kept.map(({ requestId }) => requestId).toReversed();
    },
  };
}

const requestIdOf = ({ requestId }: { requestId: string }) => requestId;

test("what comes in is told once, as the filter has it", async () => {
  await insertRecords(product.db, [recordOf(new Date(product.clock.now().getTime() - 60_000))]);
  const log = await follow(owner, { status: "4xx" });
  const [first] = await log.comes({ status: 404 }, { status: 200 }).then((ids) => ids.slice(1));
  expect(await log.next()).toEqual({ entries: [first], skipped: false, ended: null });
  const [, second] = await log.comes({ status: 429 }, {});
  expect(await log.next()).toEqual({ entries: [second], skipped: false, ended: null });
});

test("of a flood some are shown, and it is said", async () => {
  const log = await follow(owner, { operation: "flood" });
  const ids = await log.comes(...Array.from({ length: 60 }, () => ({ operation: "flood" })));
  expect(await log.next()).toEqual({ entries: ids.slice(0, 50), skipped: true, ended: null });
});

test("it ends after ten minutes, and when the caller was changed, and listens no more", async () => {
  const log = await follow(owner);
  product.clock.set(new Date(product.clock.now().getTime() + 10 * 60_000));
  log.say("orders");
  expect(await log.next()).toEqual({ entries: [], skipped: false, ended: "time" });
  expect(await log.next()).toBeUndefined();
  expect(log.listeners.size).toBe(0);
  const changed = await follow(owner);
  changed.say(owner.id);
  expect(await changed.next()).toMatchObject({ ended: "caller" });
});

test("a partner's developer follows the partner's own alone", async () => {
  const log = await follow(developerOf(partnerId), { operation: "theirs" });
  const principal = { kind: "apiKey", id: "key_1", partnerId };
  const [own] = await log
    .comes({ operation: "theirs", principal }, { operation: "theirs" })
    .then((ids) => ids.slice(1));
  expect(await log.next()).toMatchObject({ entries: [own] });
});

test("who may not see the log cannot follow it", async () => {
  expect(await outcomeOf(product.as(userOf("viewer")).logs.tail({}))).toBe("forbidden");
});

import { type Live, openDatabase, openLive } from "@crossdock/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, owner, type TestProduct, userOf } from "../testing/index.ts";
import { createOperationSettings, type OperationSettings } from "./settings.ts";

type Process = {
  live: Live;
  settings: OperationSettings;
  errors: string[];
  close(): Promise<void>;
};

let product: TestProduct;
let here: Process;
let there: Process;
beforeAll(async () => {
  product = await createTestProduct();
  await product.as().operations.disable({ operation: "me.get", reason: "before the start" });
  here = await startProcess();
  there = await startProcess();
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await product.close();
});

/** What another process has of its own: a pool, a listener and the settings. */
async function startProcess(): Promise<Process> {
  const db = openDatabase({ url: product.db.url, max: 2, onError: () => {} });
  const live = await openLive(db, () => {});
  const errors: string[] = [];
  const onError = ({ message }: Error) => void errors.push(message);
  const settings = await createOperationSettings({ db, live, onError });
  const close = async () => {
    settings.close();
    await live.close();
    await db.close();
  };
  return { live, settings, errors, close };
}

/** The procedures as the process `here` runs them. */
function operations() {
  const services = { ...product.services, live: here.live };
  return product.as(owner, { services }).operations;
}

test("what was set before the start counts from the start", () => {
  expect(here.settings.of("me.get")).toMatchObject({ enabled: false, reason: "before the start" });
});

test("what nobody has set is on and has no limit", () => {
  const unset = { enabled: true, reason: null, limitPerMinute: null, bodies: "sampled" };
  expect(here.settings.of("orders.list")).toEqual(unset);
  expect(here.settings.of("no.such"), "of the future").toEqual(unset);
  expect(here.settings.of("constructor"), "no member of an object").toEqual(unset);
});

test("a change acts in every process within a second", async () => {
  const operation = "orders.create";
  const within = { timeout: 1000, interval: 10 };
  await operations().disable({ operation, reason: "counting stock" });
  for (const { settings } of [here, there])
    await expect
      .poll(() => settings.of(operation), within)
      .toMatchObject({ enabled: false, reason: "counting stock" });
  await operations().limit({ operation, limitPerMinute: 3 });
  await operations().enable({ operation });
  await operations().setBodies({ operation, bodies: "errors" });
  for (const { settings } of [here, there])
    await expect
      .poll(() => settings.of(operation), within)
      .toMatchObject({ enabled: true, reason: null, limitPerMinute: 3, bodies: "errors" });
});

test("whose bodies the log keeps is set for an operation alone, and audited", async () => {
  const operation = "inquiries.list";
  expect((await operations().get({ operation })).bodies).toBe("sampled");
  const { version } = await operations().enable({ operation });
  const set = await operations().setBodies({ operation, bodies: "none" });
  expect(set).toMatchObject({ operation, enabled: true, bodies: "none", version: version + 1 });
  expect((await operations().get({ operation })).bodies).toBe("none");
  expect((await operations().get({ operation: "orders.list" })).bodies).toBe("sampled");
  const entries = await product.as().audit.list({ action: "operations.setBodies" });
  expect(entries.data[0]).toMatchObject({ targetId: operation });
  const developer = product.as(userOf("developer")).operations;
  expect(await outcomeOf(developer.setBodies({ operation, bodies: "errors" }))).toBe("forbidden");
  const nothing = { operation: "no.such", bodies: "errors" } as const;
  expect(await outcomeOf(operations().setBodies(nothing))).toBe("not_found");
});

test("many changes in a row end with the last one", async () => {
  const operation = "products.list";
  for (let limit = 1; limit <= 40; limit++) {
    await operations().limit({ operation, limitPerMinute: limit });
    there.live.publish(["operations"]);
  }
  await expect.poll(() => there.settings.of(operation).limitPerMinute).toBe(40);
});

test("what was said while the listener was cut off is read when it is back", async () => {
  const operation = "products.get";
  await product.db.prisma.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE query LIKE 'LISTEN%' AND datname = current_database()`;
  await product.as().operations.disable({ operation, reason: "nobody heard it" });
  for (const { settings } of [here, there])
    await expect.poll(() => settings.of(operation).enabled, { timeout: 10_000 }).toBe(false);
});

test("while the settings cannot be read the old ones stay, and it is tried again", async () => {
  const operation = "orders.get";
  const { prisma } = product.db;
  await product.as().operations.limit({ operation, limitPerMinute: 9 });
  await prisma.$executeRaw`ALTER TABLE operation_setting RENAME TO operation_setting_away`;
  there.live.publish(["operations"]);
  await expect.poll(() => there.errors.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(there.settings.of("me.get").enabled).toBe(false);
  await prisma.$executeRaw`ALTER TABLE operation_setting_away RENAME TO operation_setting`;
  await expect.poll(() => there.settings.of(operation).limitPerMinute, { timeout: 10_000 }).toBe(9);
});

test("one that is closed hears nothing more", async () => {
  const gone = await startProcess();
  gone.settings.close();
  await operations().disable({ operation: "events.list", reason: "quiet" });
  await expect.poll(() => there.settings.of("events.list").enabled).toBe(false);
  expect(gone.settings.of("events.list").enabled).toBe(true);
  await gone.close();
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { createTestDatabase } from "./testing.ts";
import { isLockTimeout, isUniqueViolation, retryOnConflict, sqlState } from "./transaction.ts";

let db: Database;
let drop: () => Promise<void>;
const now = new Date();
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 5, onError: console.error });
  await db.prisma.partner.createMany({ data: [partner("one"), partner("two")] });
});
afterAll(async () => {
  await db.close();
  await drop();
});

function partner(id: string) {
  return { id, name: id, status: "active" as const, createdAt: now, updatedAt: now };
}

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test("a unique violation is known, whoever reports it", async () => {
  const insert = `INSERT INTO partner (id, name, status, created_at, updated_at)
    VALUES ('one', 'one', 'active', now(), now())`;
  const errors = await Promise.all([
    errorOf(db.prisma.partner.create({ data: partner("one") })),
    errorOf(db.prisma.$executeRawUnsafe(insert)),
    errorOf(db.transaction((tx) => tx.$queryRawUnsafe(`${insert} RETURNING id`))),
    errorOf(db.query("twice", insert, [])),
  ]);
  expect(errors.map(isUniqueViolation)).toEqual([true, true, true, true]);
  expect(errors.map(isLockTimeout)).toEqual([false, false, false, false]);
  expect(isUniqueViolation(new Error("why", { cause: errors[0] }))).toBe(true);
  expect(sqlState(new Error("none"))).toBeNull();
  expect(sqlState("none")).toBeNull();
});

test("a lock that cannot be had is known, whoever reports it", async () => {
  const locked = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const holder = db.transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM partner WHERE id = 'one' FOR UPDATE`;
    locked.resolve();
    await done.promise;
  });
  await locked.promise;
  const impatient = (work: Parameters<typeof db.prisma.$transaction>[0]) =>
    errorOf(
      db.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL lock_timeout = '20ms'`;
        return work(tx);
      }),
    );
  const errors = [
    await impatient((tx) => tx.$executeRaw`SELECT FROM partner WHERE id = 'one' FOR UPDATE`),
    await impatient((tx) => tx.partner.update({ where: { id: "one" }, data: { name: "1" } })),
  ];
  done.resolve();
  await holder;
  expect(errors.map(isLockTimeout)).toEqual([true, true]);
});

test("two transactions that wait for each other are both done in the end", async () => {
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  let runs = 0;
  const touch = (first: string, second: string) =>
    db.transaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`UPDATE partner SET version = version + 1 WHERE id = ${first}`;
      waiting += 1;
      if (waiting === 2) both.resolve();
      await both.promise;
      await tx.$executeRaw`UPDATE partner SET version = version + 1 WHERE id = ${second}`;
    });
  const before = await versions();
  await Promise.all([touch("one", "two"), touch("two", "one")]);
  expect(runs).toBe(3);
  expect(await versions()).toEqual(before.map((version) => version + 2));
});

test("only conflicts are tried again, and three times at the most", async () => {
  const conflict = Object.assign(new Error("again"), { code: "40001" });
  const pause = () => 0;
  let runs = 0;
  const failing = (error: Error) => () => {
    runs += 1;
    return Promise.reject(error);
  };
  await expect(retryOnConflict(failing(conflict), { pause })).rejects.toBe(conflict);
  expect(runs).toBe(3);
  runs = 0;
  await expect(retryOnConflict(failing(new Error("no")), { pause })).rejects.toThrow("no");
  expect(runs).toBe(1);
});

async function versions(): Promise<number[]> {
  const rows = await db.prisma.partner.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ version }) => version);
}

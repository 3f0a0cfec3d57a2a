import { newId } from "@crossdock/core";
import { startJobs } from "@crossdock/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestProduct, keyOf, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";
import type { CommandContext } from "./context.ts";
import { command, query } from "./procedure.ts";
import { createCallerFactory, router } from "./trpc.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let runs = 0;
let fail = async (_: CommandContext) => {};

/** The smallest domain there is: it keeps names, as partners. */
const names = router({
  add: command("partners:write")
    .meta({ summary: "Keep a name" })
    .input(z.strictObject({ name: z.string().trim().min(1) }))
    .output(z.object({ id: z.string(), name: z.string().max(10) }))
    .mutation(async ({ ctx, input: { name } }) => {
      runs += 1;
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const data = { id: newId("prt", ctx.now), name, status: "active" as const, ...times };
      const row = await ctx.db.partner.create({ data });
      ctx.emit("inquiry.created", { id: row.id }, row.id);
      await ctx.enqueue("react", { eventId: "none" });
      await fail(ctx);
      return row;
    }),
  count: query("partners:read")
    .meta({ summary: "Count the names" })
    .input(z.strictObject({}))
    .output(z.object({ count: z.int() }))
    .query(async ({ ctx }) => ({ count: await ctx.db.partner.count() })),
  spoilt: query("any")
    .meta({ summary: "Answer what it should not" })
    .input(z.strictObject({}))
    .output(z.object({ count: z.int() }))
    .query(async () => ({ count: 0.5 })),
});
const call = createCallerFactory(names);

function reset() {
  runs = 0;
  fail = async () => {};
}

async function leftBy(name: string) {
  const { prisma } = product.db;
  const jobs = await product.queuedJobs();
  return {
    rows: await prisma.partner.count({ where: { name } }),
    audit: await prisma.auditEntry.count({ where: { requestId: name } }),
    events: await prisma.event.count({ where: { requestId: name } }),
    jobs: jobs.length,
  };
}

const requested = (requestId: string) => call({ ...product.context, requestId });

test("a permission that is missing is refused before anything runs or is read", async () => {
  reset();
  const viewer = call({ ...product.context, principal: userOf("viewer") });
  await expect(viewer.add({ name: "" })).rejects.toMatchObject({
    cause: { code: "forbidden", data: { requiredScope: "partners:write" } },
  });
  const key = call({ ...product.context, principal: keyOf(null) });
  expect(await outcomeOf(key.count({}))).toBe("forbidden");
  expect(runs).toBe(0);
});

test("input that is not valid is refused before anything runs", async () => {
  reset();
  await expect(call(product.context).add({ name: " " })).rejects.toMatchObject({
    code: "UNPROCESSABLE_CONTENT",
    cause: { code: "validation_failed", errors: [{ pointer: "#/name", code: "too_small" }] },
  });
  const typo = { name: "a", nmae: "b" };
  await expect(call(product.context).add(typo)).rejects.toMatchObject({
    cause: { errors: [{ pointer: "#/nmae", code: "unrecognized_keys" }] },
  });
  expect(runs).toBe(0);
});

test("a command leaves its row, who did it, its event and its job", async () => {
  reset();
  const { id } = await requested("req_whole").add({ name: "whole" });
  const audit = await product.db.prisma.auditEntry.findMany({ where: { requestId: "req_whole" } });
  expect(audit).toMatchObject([
    {
      action: "add",
      targetId: id,
      transport: "trpc",
      actorKind: "user",
      actorId: userOf("owner").id,
      actorName: "owner",
      createdAt: product.clock.now(),
    },
  ]);
  const [event] = (await product.as().events.list({ objectId: id })).data;
  expect(event).toMatchObject({ type: "inquiry.created", data: { object: { id } } });
  expect(await product.queuedJobs()).toEqual(["react"]);
});

test("a partner sees the events that are his, and no others", async () => {
  reset();
  const [mine, other] = await Promise.all(
    ["mine", "other"].map((name) => call(product.context).add({ name })),
  );
  const seen = await product.as(keyOf(mine?.id ?? "")).events.list({});
  expect(seen.data.map(({ data }) => data.object.id)).toEqual([mine?.id]);
  expect(seen.data.map(({ data }) => data.object.id)).not.toContain(other?.id);
});

test.each<[string, (ctx: CommandContext) => Promise<void>]>([
  [
    "throws",
    async () => {
      throw new Error("no");
    },
  ],
  [
    "breaks a constraint",
    async (ctx) => {
      await ctx.db.$executeRaw`INSERT INTO price VALUES ('none', 'EUR', 1)`;
    },
  ],
])("a command that %s leaves nothing", async (kind, failing) => {
  reset();
  fail = failing;
  const { jobs } = await leftBy(kind);
  expect(await outcomeOf(requested(kind).add({ name: kind.slice(0, 8) }))).toBe("internal");
  expect(runs).toBe(1);
  expect(await leftBy(kind)).toEqual({ rows: 0, audit: 0, events: 0, jobs });
});

test("an answer that is not as promised is rolled back", async () => {
  reset();
  const { jobs } = await leftBy("");
  const name = "longer than ten";
  expect(await outcomeOf(requested(name).add({ name }))).toBe("internal");
  expect(await leftBy(name)).toEqual({ rows: 0, audit: 0, events: 0, jobs });
  expect(await outcomeOf(call(product.context).spoilt({}))).toBe("internal");
});

test.each(["40001", "40P01"])(
  "after SQLSTATE %s it runs again, and leaves one of each",
  async (state) => {
    reset();
    fail = async (ctx) => {
      if (runs > 1) return;
      await ctx.db.$executeRawUnsafe(
        `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${state}'; END $$`,
      );
    };
    const { jobs } = await leftBy(state);
    await requested(state).add({ name: state });
    expect(runs).toBe(2);
    expect(await leftBy(state)).toEqual({ rows: 1, audit: 1, events: 1, jobs: jobs + 1 });
  },
);

test("the jobs of events wait for the commit in the real queue", async () => {
  const onError = (error: Error) => console.error(error);
  const jobs = await startJobs({ url: product.db.url, names: ["react"], worker: false, onError });
  const { services } = product.context;
  const reactsTo = new Set(["inquiry.created"]);
  const real = { ...product.context, services: { ...services, jobs, reactsTo } };
  const queued = async () => {
    const sql = "SELECT data FROM pgboss.job WHERE name = 'react'";
    const rows = await product.db.query<{ data: { eventId: string } }>("boss", sql, []);
    return rows.map(({ data }) => data.eventId);
  };
  try {
    reset();
    fail = async () => {
      throw new Error("no");
    };
    expect(await outcomeOf(call(real).add({ name: "undone" }))).toBe("internal");
    expect(await queued()).toEqual([]);
    reset();
    const { id } = await call(real).add({ name: "done" });
    const event = await product.db.prisma.event.findFirstOrThrow({ where: { objectId: id } });
    expect(await queued()).toContain(event.id);
    await call({ ...real, transport: "seed" }).add({ name: "seeded" });
    expect(await queued()).toHaveLength(3);
  } finally {
    await jobs.stop();
  }
});

test("the audit log is append-only, and events do not change", async () => {
  reset();
  const { id } = await call(product.context).add({ name: "kept" });
  const { prisma } = product.db;
  const refused = /append-only/;
  await expect(prisma.auditEntry.deleteMany({ where: { targetId: id } })).rejects.toThrow(refused);
  await expect(
    prisma.auditEntry.updateMany({ where: { targetId: id }, data: { actorName: "nobody" } }),
  ).rejects.toThrow(refused);
  await expect(prisma.$executeRaw`TRUNCATE audit_entry`).rejects.toThrow(refused);
  await expect(
    prisma.event.updateMany({ where: { objectId: id }, data: { type: "none" } }),
  ).rejects.toThrow(refused);
});

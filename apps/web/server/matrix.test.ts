import { listProcedures } from "@crossdock/adapters";
import { appRouter } from "@crossdock/api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Caller } from "./testing/matrix/caller.ts";
import { createCallers } from "./testing/matrix/callers.ts";
import { type Door, doors, type Reply } from "./testing/matrix/doors.ts";
import { needs } from "./testing/matrix/expected.ts";
import { ofTheShop, targets } from "./testing/matrix/objects.ts";
import { createWorld, owners, type World } from "./testing/matrix/world.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let world: World;
let callers: Caller[];
let cells = 0;

beforeAll(async () => {
  world = await createWorld();
  callers = await createCallers(world);
});
afterAll(() => world.close());

test("every procedure has its line in the table of what it needs, and no line is left over", () => {
  expect(Object.keys(needs).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
});

test("every procedure that takes an id says whose objects it is about", () => {
  const withIds = listProcedures(appRouter).filter(({ inputs }) => inputs.some(hasId));
  const known = new Set([...Object.keys(targets), ...ofTheShop]);
  expect(withIds.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

test("every procedure on every transport lets in whom the table names, and nobody else", async () => {
  const faults = await inParallel(pairs(doors, callers), async ([door, caller]) => {
    const reply = await door.call(world.server.url, caller.headers, { nonsense: 1 });
    const expected = verdictOf(door, caller);
    return [
      ...leaksIn(reply, caller),
      ...(isAsExpected(expected, reply.status) ? [] : [`${reply.status}, not ${expected}`]),
    ].map((fault) => `${door.name} as ${caller.name}: ${fault}`);
  });
  expect(faults).toEqual([]);
});

test("another's object is as missing as one that does not exist, on every transport", async () => {
  const before = await rowsOf("partnerB");
  const named = doors.filter(({ procedure }) => procedure in targets);
  const faults = await inParallel(pairs(named, callers.filter(mayTry)), async ([door, caller]) => {
    if (verdictOf(door, caller) !== "in") return [];
    return objectFaults(door, caller);
  });
  expect(faults).toEqual([]);
  expect(await rowsOf("partnerB")).toEqual(before);
});

test("no list, filter or cursor shows another's rows", async () => {
  const lists = doors.filter(({ procedure, kind }) => kind === "query" && isList(procedure));
  const faults = await inParallel(pairs(lists, callers), async ([door, caller]) => {
    if (verdictOf(door, caller) !== "in") return [];
    const found: string[] = [];
    for (const input of listInputs(door.procedure)) {
      const reply = await door.call(world.server.url, caller.headers, input);
      found.push(...leaksIn(reply, caller).map((fault) => `${JSON.stringify(input)}: ${fault}`));
      if (reply.status >= 500) found.push(`${JSON.stringify(input)}: ${reply.status}`);
    }
    return found.map((fault) => `${door.name} as ${caller.name}: ${fault}`);
  });
  expect(faults).toEqual([]);
});

test("what the server has printed names nobody", () => {
  for (const owner of owners) expect(world.server.output()).not.toContain(world.canaryOf(owner));
});

test("the matrix is as large as it should be", () => {
  console.log(
    `authorisation matrix: ${cells} cells, ${callers.length} callers, ${doors.length} doors`,
  );
  expect(callers.length).toBeGreaterThanOrEqual(20);
  expect(cells).toBeGreaterThanOrEqual(5000);
});

type Verdict = "unknown" | "forbidden" | "in";

function verdictOf({ transport, procedure }: Door, { goodFor, may }: Caller): Verdict {
  const isKnown = goodFor === transport || (goodFor === "bearer" && transport !== "trpc");
  if (goodFor === "elsewhere" && transport !== "trpc") return "forbidden";
  if (!isKnown) return "unknown";
  return may(needs[procedure] ?? "", procedure) ? "in" : "forbidden";
}

function isAsExpected(verdict: Verdict, status: number): boolean {
  if (verdict === "unknown") return status === 401;
  if (verdict === "forbidden") return status === 403;
  return [200, 201, 204, 400, 404, 422].includes(status);
}

function mayTry({ goodFor }: Caller): boolean {
  return goodFor === "trpc" || goodFor === "bearer";
}

/** Of another's text no byte may be in any answer. */
function leaksIn({ text }: Reply, { sees }: Caller): string[] {
  cells++;
  return owners
    .filter((owner) => !sees.includes(owner) && text.includes(world.canaryOf(owner)))
    .map((owner) => `shows what is ${owner}'s`);
}

async function objectFaults(door: Door, caller: Caller): Promise<string[]> {
  const { procedure } = door;
  const { kind, input, alsoNeeds = [] } = targets[procedure] ?? { kind: "", input: () => ({}) };
  const mayAll = alsoNeeds.every((permission) => caller.may(permission, procedure));
  const ask = async (id: string) => {
    const reply = await door.call(world.server.url, caller.headers, input(id));
    return { ...reply, faults: leaksIn(reply, caller) };
  };
  const missing = await ask(missingIdOf(world.objects.partnerA[kind] ?? ""));
  const faults: string[] = [];
  for (const owner of owners) {
    const isVisible = caller.sees.includes(owner);
    const id = world.objects[owner][kind];
    // What a visible object is changed to is other tests' work.
    if (!id || (isVisible && door.kind === "mutation")) continue;
    const reply = await ask(id);
    const isRight = isVisible
      ? reply.status === (mayAll ? 200 : 403)
      : reply.status === missing.status && withoutIds(reply.text) === withoutIds(missing.text);
    if (!isRight) faults.push(`${owner}'s: ${reply.status} ${reply.text}`);
    faults.push(...reply.faults);
  }
  return faults.map((fault) => `${door.name} as ${caller.name}: ${fault}`);
}

function missingIdOf(id: string): string {
  return `${id.slice(0, 4)}${"0".repeat(26)}`;
}

function withoutIds(text: string): string {
  return text
    .replace(/\b[a-z]{3}_[0-9a-z]{26}\b/g, "id")
    .replace(/"(ratelimit|date|etag)","[^"]*(\\"[^"]*)*"/g, '"$1"');
}

function isList(procedure: string): boolean {
  return procedure.endsWith(".list") || procedure.endsWith(".overview");
}

/** The plain list, and one for each filter with each owner's ids in it. */
function listInputs(procedure: string): Record<string, unknown>[] {
  const filters = memberNames(procedure).flatMap((member) => {
    const kind = member.endsWith("Id") ? member.slice(0, -2) : member === "cursor" ? "order" : "";
    return owners.flatMap((owner) => {
      const id = world.objects[owner][kind];
      return id ? [{ [member]: id }] : [];
    });
  });
  const canaries = owners.map(world.canaryOf);
  const searches = memberNames(procedure)
    .filter((member) => ["q", "email", "externalId", "search"].includes(member))
    .flatMap((member) =>
      canaries.map((canary) => ({
        [member]: member === "email" ? `${canary}@example.com` : canary,
      })),
    );
  return [memberNames(procedure).includes("limit") ? { limit: 100 } : {}, ...filters, ...searches];
}

function memberNames(procedure: string): string[] {
  const [input] = listProcedures(appRouter).find(({ name }) => name === procedure)?.inputs ?? [];
  return input instanceof z.ZodObject ? Object.keys(input.shape) : [];
}

function hasId(input: unknown): boolean {
  const schema = JSON.stringify(
    z.toJSONSchema(input as z.ZodType, { io: "input", unrepresentable: "any" }),
  );
  return /\^[a-z]{3}_\[0-7\]/.test(schema);
}

/** Everything that partner B has, as the database keeps it. */
async function rowsOf(owner: "partnerB"): Promise<unknown> {
  const { prisma } = world.app.product.db;
  const where = { partnerId: world.partnerIds[owner] };
  return Promise.all([
    prisma.customer.findMany({ where }),
    prisma.order.findMany({ where, include: { items: true, payments: true } }),
    prisma.inquiry.findMany({ where }),
    prisma.oauthClient.findMany({ where }),
    prisma.apiKey.findMany({
      where,
      select: { id: true, name: true, scopes: true, revokedAt: true },
    }),
  ]);
}

function pairs<A, B>(some: readonly A[], others: readonly B[]): [A, B][] {
  return some.flatMap((one) => others.map((other): [A, B] => [one, other]));
}

/** What all of them found, sixteen at a time. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  const left = items.values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const item of left) found.push(...(await work(item)));
    }),
  );
  return found;
}

import { grantableScopes } from "@crossdock/api";
import type { Limits } from "@crossdock/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { openApi } from "./openapi.ts";
import { isRefused, mistakesOf, spoiled } from "./testing/fuzz/invalid.ts";
import { judge } from "./testing/fuzz/judge.ts";
import { expectConditional, expectLimited, expectReplayed } from "./testing/fuzz/manners.ts";
import { refusalsOf, type Strangers } from "./testing/fuzz/refusals.ts";
import { type Input, inputOf, requestOf, type Target, targetOf } from "./testing/fuzz/target.ts";
import { completed, realCase, succeeds, type ValidCase, validCases } from "./testing/fuzz/valid.ts";
import { createContract } from "./testing/openapi/contract.ts";
import { at, membersAt, rootOf } from "./testing/openapi/document.ts";
import { everything, makeInput } from "./testing/requests.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What `node tools/fuzz.mjs RUNS SEED` was given. */
    fuzz: { runs: number; seed: number } | undefined;
  }
}

const { runs, seed } = inject("fuzz") ?? { runs: 20, seed: 42 };

vi.setConfig({ testTimeout: 60_000 + runs * 2000, hookTimeout: 120_000 });

let app: TestApp;
let origin: string;
let partnerId: string | undefined;
let credential: string;
let strangers: Strangers;

beforeAll(async () => {
  app = await startTestApp();
  origin = (await app.serve()).url;
  credential = await createKey({});
  const unknown = app.product.identity.apiKeys.issue().key;
  strangers = {
    unknown,
    withoutScope: await app.createKey({ scopes: ["webhook-endpoints:read"] }),
  };
});
afterAll(() => app.close());

const versions = [...openApi].map(
  ([version, text]) => [version, createContract(JSON.parse(text))] as const,
);

const targets = versions.flatMap(([version, contract]) =>
  everything
    .filter((served) => served.version === version)
    .map((served) => targetOf(served, contract)),
);

describe.each(
  targets.map((target) => [target.served.version, target.served.operation.name, target] as const),
)("%s %s", (_version, _name, target) => {
  test("takes what its document allows", async () => {
    const statuses: number[] = [];
    const settings = { numRuns: runs, examples: [[realCase]] satisfies [ValidCase][] };
    await hold(validCases(target, ["any", "edges"]), settings, async (valid) => {
      const { input, spelling } = completed(valid, await makeReal(target));
      const request = requestOf(target, input, { ...spelling, credential });
      expect(target.contract.requestOffences(request)).toEqual([]);
      statuses.push((await judge(origin, target, request, succeeds(target))).status);
    });
    expect(statuses, "at least one succeeds").toContain(target.served.operation.status);
  });

  test("refuses what its document does not allow, and names the place", async () => {
    const there = await makeReal(target);
    const full = validCases(target, ["full"]);
    let refused = 0;
    for (const mistake of mistakesOf(target)) {
      await hold(full, { numRuns: Math.ceil(runs / 20) }, async (valid) => {
        const { input, spelling } = completed(valid, there);
        const request = requestOf(target, spoiled(input, mistake), { ...spelling, credential });
        // In another format some mistakes are none: a form spells the text "1" and the number alike.
        if (target.contract.requestOffences(request).length === 0) return;
        await judge(origin, target, request, isRefused(mistake));
        refused++;
      });
    }
    expect(refused).toBeGreaterThan(0);
  });

  test("keeps the manners of HTTP", async () => {
    const request = requestOf(target, await makeReal(target), { credential });
    const { name, method, idempotencyKey } = target.served.operation;
    // Of the log of requests and of usage no two answers are alike: the question is in them.
    const isSteady = name !== "logs.list" && name !== "usage.get";
    if (method === "GET" && isSteady) await expectConditional(origin, target, request);
    if (idempotencyKey !== undefined) await expectReplayed(origin, target, request);
    const limited = { credential: await createKey({ perMinute: 1 }) };
    await expectLimited(origin, target, requestOf(target, await makeReal(target), limited));
  });

  test("refuses what nobody should send, before it looks further", async () => {
    const valid = requestOf(target, await makeReal(target), { credential });
    for (const { what, request, expectation } of refusalsOf(target, valid, strangers)) {
      await judge(origin, target, request, expectation).catch((error) => {
        throw new Error(`${what}: ${error.message}`);
      });
    }
  });
});

describe.each(versions)("the paths of %s", (version, contract) => {
  const paths = membersAt(at(rootOf(contract.document), "paths"));

  test.each(paths)("%s answers other methods with 405, and lists its own", async (path, item) => {
    const own = Object.keys(item.node).map((method) => method.toUpperCase());
    const allowed = [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();
    const url = `${origin}/api/${version}${path.replace(/\{\w+\}/, "x")}`;
    const headers = { Authorization: `Bearer ${credential}` };
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "OPTIONS"]) {
      if (own.includes(method)) continue;
      const answer = await fetch(url, { method, headers });
      expect(answer.status, method).toBe(method === "OPTIONS" ? 204 : 405);
      expect(answer.headers.get("allow")?.split(", ").toSorted(), method).toEqual(allowed);
      if (answer.status === 204) continue;
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      const isProblem = contract.validatorOf(at(rootOf(contract.document), ...problem));
      expect(isProblem(await answer.json()), JSON.stringify(isProblem.errors)).toBe(true);
    }
  });
});

const problem = ["components", "schemas", "Problem"];

async function hold<T>(
  cases: fc.Arbitrary<T>,
  settings: fc.Parameters<[T]>,
  predicate: (one: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(cases, predicate), { seed, ...settings });
}

async function createKey(limits: Partial<Limits>): Promise<string> {
  partnerId ??= await app.createPartner();
  const options = { name: "fuzz", partnerId, scopes: [...grantableScopes], limits };
  return (await app.as().keys.create(options)).key;
}

async function makeReal(target: Target): Promise<Input> {
  return inputOf(target, await makeInput(app, origin, target.served, credential));
}

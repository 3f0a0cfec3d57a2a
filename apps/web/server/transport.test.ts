import type { Operation } from "@crossdock/adapters";
import { grantableScopes } from "@crossdock/api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { offences } from "./testing/contract.ts";
import { principalOf } from "./testing/principal-of.ts";
import {
  everything,
  isPartnerOwned,
  type Members,
  makeInput,
  type Served,
  toCall,
} from "./testing/requests.ts";
import { type Answer, type Call, send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let mine: string;
let theirs: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  mine = await app.createKey({ partnerId: await app.createPartner() });
  theirs = await app.createKey({ partnerId: await app.createPartner() });
});
afterAll(() => app.close());

describe.each(everything.map((target) => [target.version, target.operation.name, target] as const))(
  "%s %s",
  (version, _name, target) => {
    const { operation } = target;
    test("answers its example as documented, and leaves an audit entry", async () => {
      const key = await app.createKey({ partnerId: await app.createPartner() });
      const answer = await call(target, await makeInput(app, url, target, key), { key });
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: operation.status });
      expectQuota(answer);
      const entries = await app.product.db.prisma.auditEntry.findMany({
        where: { requestId: answer.headers.get("x-request-id") ?? "", action: operation.name },
      });
      const expected = { transport: "rest", actorKind: "apiKey", actorId: await idOf(key) };
      expect(entries).toMatchObject(operation.kind === "command" ? [expected] : []);
      if (operation.status !== 201) return;
      const { id } = answer.body as { id: string };
      expect(answer.headers.get("location")).toBe(`/api/${version}${operation.path}/${id}`);
    });

    test("is closed without a credential, and to a wrong one", async () => {
      const input = exampleOf(operation);
      const { key: unknown } = app.product.identity.apiKeys.issue();
      for (const key of [undefined, unknown, "nonsense"]) {
        const answer = await call(target, input, { key });
        expectProblem(answer, 401, "unauthenticated");
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
    });

    if (operation.scope !== "any")
      test("needs its scope and no other will do", async () => {
        const scopes = grantableScopes.filter((scope) => scope !== operation.scope);
        expect(scopes).toHaveLength(grantableScopes.length - 1);
        const answer = await call(target, exampleOf(operation), {
          key: await app.createKey({ scopes }),
        });
        expectProblem(answer, 403, "forbidden");
        expect(answer.body).toMatchObject({ requiredScope: operation.scope });
        expectQuota(answer);
      });

    if (isPartnerOwned(operation))
      test("hides another partner's row as if it were not there", async () => {
        const input = await makeInput(app, url, target, mine);
        const hidden = await call(target, input, { key: theirs });
        const missing = await call(
          target,
          { ...input, ...missingFor(operation, input) },
          { key: theirs },
        );
        expectProblem(hidden, 404, "not_found");
        expectQuota(hidden);
        expect(withoutIds(hidden)).toEqual(withoutIds(missing));
        expect((await call(target, input, { key: mine })).status).toBe(operation.status);
      });

    if (operation.params.includes("id"))
      test("has nothing at an id that cannot be", async () => {
        const answer = await call(target, { ...exampleOf(operation), id: "1%00;" }, { key: mine });
        expectProblem(answer, 404, "not_found");
      });

    test("refuses members that it does not know", async () => {
      const input = { ...(await makeInput(app, url, target, mine)), nonsense: 1 };
      const answer = await call(target, input, { key: mine });
      expectProblem(answer, 422, "validation_failed");
      expect(answer.body).toMatchObject({ errors: [{ pointer: "#/nonsense" }] });
      expectQuota(answer);
    });

    if (operation.inputSchema.properties?.cursor)
      test("pages with its own limits and cursors alone", async () => {
        for (const [member, value] of Object.entries({ limit: 101, cursor: "x".repeat(40) })) {
          const answer = await call(target, { [member]: value }, { key: mine });
          expectProblem(answer, 422, "validation_failed");
          expect(answer.body).toMatchObject({ errors: [{ pointer: `#/${member}` }] });
        }
      });

    if (operation.method !== "GET" && operation.method !== "DELETE")
      test("names each member that is malformed", async () => {
        const input = await makeInput(app, url, target, mine);
        for (const member of bodyMembers(operation)) {
          const answer = await call(target, { ...input, [member]: [[]] }, { key: mine });
          expectProblem(answer, 422, "validation_failed");
          const [fault] = (answer.body as { errors: { pointer: string }[] }).errors;
          expect(fault?.pointer).toMatch(new RegExp(`^#/${member}`));
        }
      });

    if (operation.idempotencyKey === "required")
      test("demands an Idempotency-Key", async () => {
        const input = await makeInput(app, url, target, mine);
        const { method, path, body } = toCall(target, input);
        const response = await fetch(`${url}${path}`, {
          method,
          headers: { "X-API-Key": mine, "Content-Type": "application/json" },
          body: JSON.stringify(body),
        });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ code: "idempotency_key_required" });
      });
  },
);

async function call(target: Served, input: Members, { key }: Pick<Call, "key">): Promise<Answer> {
  const answer = await send(url, { ...toCall(target, input), key });
  expect(answer.headers.get("x-request-id")).toMatch(/^req_[0-9a-z]{26}$/);
  expect(offences(target.version, target.operation, answer)).toEqual([]);
  return answer;
}

function expectProblem({ status, headers, body }: Answer, expected: number, code: string): void {
  expect({ status, body }).toMatchObject({ status: expected, body: { status: expected, code } });
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(body).toMatchObject({ requestId: headers.get("x-request-id") });
}

function expectQuota({ headers }: Answer): void {
  expect(headers.get("ratelimit")).toMatch(/^"default";r=\d+;t=\d+$/);
  expect(headers.get("ratelimit-policy")).toMatch(/^"default";q=\d+;w=60$/);
}

// Good enough where the call must not get as far as its input.
function exampleOf({ example, params }: Operation): Members {
  return { ...Object.fromEntries(params.map((name) => [name, "x"])), ...(example as Members) };
}

function bodyMembers({ inputSchema, params }: Operation): string[] {
  return Object.keys(inputSchema.properties ?? {}).filter((name) => !params.includes(name));
}

function missingFor({ params }: Operation, input: Members): Members {
  return Object.fromEntries(
    params.map((name) => [name, `${String(input[name]).slice(0, 4)}00000000000000000000000000`]),
  );
}

function withoutIds({ status, body }: Answer): unknown {
  const text = JSON.stringify(body).replace(/\b[a-z]{3}_[0-9a-z]{26}\b/g, "id");
  return { status, body: JSON.parse(text) };
}

async function idOf(key: string): Promise<string> {
  return (await principalOf(app, key)).id;
}

import { traceIdOf } from "@crossdock/core";
import { onBehalfOf } from "@crossdock/http";
import { expect, test } from "vitest";
import { createLog, withoutData } from "./log.ts";

test("of an error the log knows what and where, and nothing of the data", () => {
  const cause = Object.assign(new Error('new row for relation "customer" violates check "x"'), {
    ...{ code: "23514", table: "customer", constraint: "x", severity: "ERROR" },
    detail: "Failing row contains (cus_1, Jane Canary, +49 30 1234).",
    where: "unnamed portal parameter $1 = 'Jane Canary'",
  });
  const error = new Error("Invalid `create()` invocation for jane@example.com", { cause });
  const line = JSON.stringify(withoutData(Object.assign(error, { meta: { name: "Jane Canary" } })));
  expect(line).not.toMatch(/Jane|jane@|1234/);
  expect(line).toContain("log.test.ts");
  expect(withoutData(error)).toMatchObject({
    type: "Error",
    message: "Invalid `create()` invocation for <address>",
    cause: { code: "23514", table: "customer", constraint: "x" },
  });
});

test.each([
  ["a key", `the key cdk_live_${"a1".repeat(23)} is wrong`],
  ["a secret", `cds_${"a1".repeat(23)}`],
  ["a token", `Bearer eyJ${"a1".repeat(10)}.eyJ${"a1".repeat(10)}.${"a1".repeat(10)}`],
])("%s in a message is taken out", (_, message) => {
  expect(JSON.stringify(withoutData(new Error(message)))).not.toContain("a1a1");
});

test("what PostgreSQL quotes of the data is not written", () => {
  const error = Object.assign(new Error('invalid input syntax for type json: "Jane"'), {
    code: "22P02",
  });
  expect(withoutData(error)).toMatchObject({ code: "22P02", message: "the data does not fit" });
});

test("what is no error is named by its type alone", () => {
  expect(withoutData({ password: "x" })).toEqual({ type: "object" });
});

/** What a log writes while `work` runs, line by line. */
function linesOf(work: (log: ReturnType<typeof createLog>) => void, level = "info") {
  const lines: Record<string, unknown>[] = [];
  work(createLog(level, { write: (line: string) => void lines.push(JSON.parse(line)) }));
  return lines;
}

test("every line of a request tells whose it is, however deep it is written", async () => {
  const requestId = "req_01kjm9x0000000000000000001";
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const lines = linesOf((log) => {
    log.info("of nobody");
    onBehalfOf({ requestId, traceId }, () => log.warn("of a request"));
    onBehalfOf({ requestId }, () => log.warn({ requestId: "req_its_own" }, "of a job"));
  });
  const ids = lines.map((line) => [line.requestId, line.traceId]);
  expect(ids).toEqual([
    [undefined, undefined],
    [requestId, traceId],
    ["req_its_own", traceIdOf(requestId)],
  ]);
});

test("what a line must not know is taken out of it, and a level below the set one is not written", () => {
  const secret = "a-secret-canary";
  const lines = linesOf((log) => {
    log.info({ req: { headers: { cookie: secret }, body: secret, authorization: secret } }, "x");
    log.info({ user: { password: secret }, err: new Error(`Bearer eyJa.${secret}.b`) }, "y");
    log.debug({ secret }, "z");
  });
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain(secret);
});

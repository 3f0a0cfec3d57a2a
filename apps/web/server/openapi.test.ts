import { readFile } from "node:fs/promises";
import { errorCodes } from "@crossdock/core";
import { expect, test } from "vitest";
import { openApi, operations } from "./rest.ts";

const renew = "renew it: npm run -s cli -- openapi > docs/openapi/v1.json";
const document = JSON.parse(openApi);

test("the committed document is the served one", async () => {
  const committed = await readFile(
    new URL("../../../docs/openapi/v1.json", import.meta.url),
    "utf8",
  );
  expect(committed.trimEnd(), renew).toBe(openApi.trimEnd());
});

test("every operation is in it once, with an example where it takes a body that must not be empty", () => {
  const documented = Object.values<Record<string, { operationId: string }>>(document.paths)
    .flatMap((path) => Object.values(path))
    .map(({ operationId }) => operationId);
  expect(documented.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  const inNeed = operations.filter(({ method, input, params }) => {
    const path = Object.fromEntries(params.map((name) => [name, "x"]));
    return method !== "GET" && method !== "DELETE" && faultsBeside(params, input.safeParse(path));
  });
  expect(inNeed.filter(({ example }) => example === undefined)).toEqual([]);
});

test("every error that it names is one of ours, at its status", () => {
  for (const { name, errors } of operations) {
    for (const code of errors) expect(errorCodes, name).toHaveProperty(code);
  }
  const named = [...openApi.matchAll(/`([a-z_]+)`: /g)].map(([, code]) => code);
  expect(named.length).toBeGreaterThan(10);
  for (const code of named) expect(Object.keys(errorCodes)).toContain(code);
  expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(errorCodes));
});

test("it names no address, so that it is the same everywhere", () => {
  expect(document.servers).toEqual([{ url: "/api/v1" }]);
});

function faultsBeside(
  params: string[],
  { error }: { error?: { issues: { path: PropertyKey[] }[] } },
): boolean {
  return (error?.issues ?? []).some(({ path }) => !params.includes(String(path[0])));
}

import { describe, expect, test } from "vitest";
import { bodies, type Case, cases, queries, type Reason, reasons } from "./testing/requests.ts";
import { type Name, serveSide, type Transport, transports } from "./testing/sides.ts";

// trpc-to-openapi and this door answer the same requests to the same procedures on every transport. An
// answer is the same, or it is a difference with a reason.

const all = [...cases, ...queries, ...bodies];

describe.each(transports)("%s", (transport) => {
  test("answers as trpc-to-openapi does, or better for a reason", async () => {
    const urls = {
      ours: await serveSide("ours", transport),
      theirs: await serveSide("theirs", transport),
    };
    for (const request of all.filter(({ except = [] }) => !except.includes(transport))) {
      const [ours, theirs] = [await ask(urls, "ours", request), await ask(urls, "theirs", request)];
      const differs = differenceOn(transport, request);
      if (differs === undefined) {
        expect.soft(ours, request.name).toEqual(theirs);
      } else {
        expect.soft(ours, request.name).not.toEqual(theirs);
        expect.soft(ours.status, request.name).toBe(differs.status);
        expect.soft(ours.body, request.name).toMatchObject(differs.body ?? {});
      }
    }
  }, 60_000);
});

test("every reason is one of a request's", () => {
  const given = all.flatMap(({ differs }) => (differs === undefined ? [] : [differs.because]));
  expect([...new Set<Reason>(given)].sort()).toEqual(Object.keys(reasons).sort());
});

function differenceOn(transport: Transport, { differs }: Case): Case["differs"] {
  return differs?.on?.includes(transport) === false ? undefined : differs;
}

async function ask(urls: Record<Name, string>, name: Name, request: Case) {
  const { path, method = "GET", body, type, headers } = request;
  const response = await fetch(urls[name] + path, {
    method,
    headers: { ...headers, ...(type === undefined ? {} : { "content-type": type }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const contentType = response.headers.get("content-type");
  const isJson = contentType?.startsWith("application/json") && text !== "";
  const answered = isJson ? comparable(JSON.parse(text)) : text;
  return { status: response.status, type: contentType, body: answered };
}

/** Stacks, and the words for what was wrong with an input, are not compared: its place and its kind are. */
function comparable(body: {
  data?: { stack?: string };
  issues?: { path: unknown; code: string }[];
}) {
  const { data, issues, ...rest } = body;
  if (data === undefined) return body;
  const { stack: _, ...facts } = data;
  return { ...rest, data: facts, issues: issues?.map(({ path, code }) => ({ path, code })) };
}

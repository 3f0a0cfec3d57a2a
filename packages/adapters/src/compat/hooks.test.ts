import { describe, expect, test } from "vitest";
import { serveSide, type Transport, transports } from "./testing/sides.ts";

// What the hooks are told is what trpc-to-openapi tells them, but for the stack and the words of faults.

const requests: [string, RequestInit & { path: string }][] = [
  ["a success", { path: "/books/b1" }],
  ["a mutation", { path: "/books", ...json('{"title":"Dune"}') }],
  ["nothing there", { path: "/nowhere" }],
  ["an input that is not valid", { path: "/books", ...json("{}") }],
  ["another type", { path: "/books", method: "POST", body: "a" }],
  ["an error", { path: "/conflict" }],
  ["an error that nobody foresaw", { path: "/crash" }],
];

describe.each(transports)("%s", (transport) => {
  test.each(requests)("%s", async (_, { path, ...init }) => {
    const [ours, theirs] = await Promise.all([
      record("ours", transport, path, init),
      record("theirs", transport, path, init),
    ]);
    // Koa's next middleware has it: no hook is told.
    expect(ours.told.length > 0).toBe(transport !== "koa" || path !== "/nowhere");
    expect(ours).toEqual(theirs);
  });
});

test.each(transports)("a status and headers of responseMeta are sent, on %s", async (transport) => {
  const responseMeta = () => ({ status: 202, headers: { "x-mine": "yes", "content-type": "a/b" } });
  const url = await serveSide("ours", transport, { responseMeta });
  for (const path of ["/books/b1", "/conflict"]) {
    const { status, headers } = await fetch(url + path);
    expect([status, headers.get("x-mine")]).toEqual([202, "yes"]);
    expect(headers.get("content-type")).toMatch(/^a\/b/);
  }
});

test.each<Transport>(["node", "standalone", "express", "fetch", "koa", "nuxt"])(
  "maxBodySize holds on %s",
  async (transport) => {
    const url = await serveSide("ours", transport, { maxBodySize: 20 });
    const send = (body: string) => fetch(`${url}/books`, json(body));
    expect((await send('{"title":"Dune"}')).status).toBe(200);
    const refused = await send('{"title":"A much longer one"}');
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      ...{ code: "PAYLOAD_TOO_LARGE", message: "Request body too large" },
    });
  },
);

/** The answer's status, and what the hooks were told on the way. */
async function record(
  name: "ours" | "theirs",
  transport: Transport,
  path: string,
  init: RequestInit,
) {
  const told: object[] = [];
  const url = await serveSide(name, transport, {
    onError: (failure) => told.push({ hook: "onError", ...factsOf(failure) }),
    responseMeta: (outcome) => {
      told.push({ hook: "responseMeta", ...factsOf(outcome) });
      return {};
    },
  });
  const { status } = await fetch(url + path, init);
  return { status, told };
}

/** What of a hook's argument can be compared: all but the request, and of errors the code and the message. */
function factsOf(told: object): object {
  const { type, path, paths, ctx, data, error, errors, info }: Record<string, unknown> = {
    ...told,
  };
  const shown = [error, errors].flat().map((each) => codeOf(each));
  const isInfo = info === undefined ? undefined : Object.keys(Object(info)).sort();
  // Next's own member of the query is one of the input there, and not here.
  const { trpc: _, ...input } = { trpc: undefined, ...Object(Reflect.get(told, "input")) };
  return { type, path, paths, input, ctx, data: errorless(data), shown, info: isInfo };
}

function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const issues = Reflect.get(error.cause ?? {}, "issues") === undefined;
  return { code: Reflect.get(error, "code"), message: issues ? error.message : "issues" };
}

/** A failed call has no data: one library says so with an empty list, the other with one of nothing. */
function errorless(data: unknown): unknown {
  return Array.isArray(data) ? data.filter((each) => each !== undefined) : data;
}

function json(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

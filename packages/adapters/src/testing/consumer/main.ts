// A stranger's program: compiled against the published declarations, run by plain Node. Every door is
// opened once, and `ok` is printed where all of them were as promised.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createFetchHandler,
  createMcpHandler,
  createNodeHandler,
  createOpenApiDocument,
  defineVersion,
  down,
  type ProcedureMeta,
} from "@crossdock/adapters";
import {
  createOpenApiFetchHandler,
  createOpenApiHttpHandler,
  generateOpenApiDocument,
  type OpenApiMeta,
} from "@crossdock/adapters/compat";
import * as fetchDoor from "@crossdock/adapters/fetch";
import { initTRPC } from "@trpc/server";
import { z } from "zod";

const t = initTRPC.meta<ProcedureMeta & OpenApiMeta>().create();

const Note = z.object({ id: z.string(), text: z.string(), at: z.date() }).meta({ id: "Note" });

const router = t.router({
  notes: t.router({
    get: t.procedure
      .meta({
        ...{ rest: "GET /notes/{id}", summary: "Get a note", mcp: true },
        openapi: { method: "GET", path: "/old-notes/{id}" },
      })
      .input(z.object({ id: z.string(), loud: z.boolean().optional() }))
      .output(Note)
      .query(({ input: { id, loud } }) => ({ id, text: loud ? "HI" : "hi", at: new Date(0) })),
  }),
});

const v1 = defineVersion(router, {
  name: "v1",
  released: "2024-01-01",
  changes: {
    "notes.get": {
      summary: "A note was a text",
      output: down(z.object({ body: z.string() }), ({ text }) => ({ body: text })),
    },
  },
});
const versions = { head: { name: "v2", released: "2025-01-01" }, older: [v1] };
const note = { id: "a b", text: "HI", at: "1970-01-01T00:00:00.000Z" };

await asksNode(createNodeHandler({ router, basePath: "/api" }), "/api/notes/a%20b?loud=1", note);
await asksNode(createOpenApiHttpHandler({ router }), "/old-notes/a%20b?loud=1", note);
for (const create of [createFetchHandler, fetchDoor.createFetchHandler]) {
  const handle = create({ router, versions });
  assert.deepEqual(await answerOf(handle(new Request("http://x/v2/notes/a%20b?loud=1"))), note);
  assert.deepEqual(await answerOf(handle(new Request("http://x/v1/notes/1"))), { body: "hi" });
  const missing = await handle(new Request("http://x/v2/nothing"));
  assert.equal(missing.headers.get("content-type"), "application/problem+json");
}
const req = new Request("http://x/api/old-notes/a%20b?loud=1");
assert.deepEqual(
  await answerOf(createOpenApiFetchHandler({ router, req, endpoint: "/api" })),
  note,
);

const facts = { title: "Notes", version: "1", baseUrl: "/api" };
const document = createOpenApiDocument(router, facts);
assert.deepEqual(Object.keys(Object(document.paths)), ["/notes/{id}"]);
assert.deepEqual(Object.keys(generateOpenApiDocument(router, facts).paths), ["/old-notes/{id}"]);

for (const create of [createMcpHandler, fetchDoor.createMcpHandler]) {
  assert.equal(typeof create({ router, name: "notes", version: "1" }), "function");
}

console.log("ok");

async function asksNode(
  listener: ReturnType<typeof createNodeHandler>,
  path: string,
  expected: unknown,
): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  assert.deepEqual(await answerOf(fetch(`http://127.0.0.1:${port}${path}`)), expected);
  server.close();
  server.closeAllConnections();
}

async function answerOf(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  assert.equal(response.status, 200);
  return response.json();
}

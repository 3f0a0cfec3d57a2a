import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { revision, serveTasks } from "./testing/serve.ts";
import { created, tasks } from "./testing/tasks.ts";

const modes = { "the handshake": "legacy", [revision]: { pin: revision } } as const;

/** The official client, connected until the test ends. */
async function connect(mode: (typeof modes)[keyof typeof modes], caller = "ada"): Promise<Client> {
  const url = await serveTasks({
    instructions: "Begin with tasks_list.",
    maySee: (ctx, { scope }) => ctx.caller !== "reader" || scope !== "tasks:write",
  });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  const headers = { authorization: `Bearer ${caller}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  onTestFinished(() => client.close());
  return client;
}

describe.each(Object.entries(modes))("the official client with %s", (_name, mode) => {
  test("lists the tools that the caller may see", async () => {
    const all = await (await connect(mode)).listTools();
    const some = await (await connect(mode, "reader")).listTools();
    const names = all.tools.map(({ name }) => name);
    expect(names).toContain("tasks_create");
    expect(some.tools.map(({ name }) => name)).toEqual(
      names.filter((name) => name !== "tasks_create"),
    );
  });

  test("is told what the server is", async () => {
    const client = await connect(mode);
    expect(client.getInstructions()).toBe("Begin with tasks_list.");
    expect(client.getServerVersion()).toMatchObject({ name: "tasks", version: "1.0.0" });
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
  });

  test("gets the output, checked against the tool's schema, and the same as text", async () => {
    const client = await connect(mode);
    await client.listTools();
    const result = await client.callTool({ name: "tasks_get", arguments: { id: "t1" } });
    expect(result.isError).toBeUndefined();
    expect(result.structuredContent).toEqual({ id: "t1", title: "Sow" });
    expect(result.content).toEqual([{ type: "text", text: '{"id":"t1","title":"Sow"}' }]);
  });

  test("gets no content where the output is void", async () => {
    const client = await connect(mode);
    const result = await client.callTool({ name: "tasks_remove", arguments: { id: "t1" } });
    expect(result.content).toEqual([]);
    expect(result.structuredContent).toBeUndefined();
  });

  test("gets an output that is no object", async () => {
    const client = await connect(mode);
    await client.listTools();
    const { structuredContent, content } = await client.callTool({ name: "tasks_count" });
    expect(structuredContent).toEqual(mode === "legacy" ? { result: 3 } : 3);
    expect(content).toEqual([{ type: "text", text: "3" }]);
  });

  test("is told of faults in a way that a model can mend", async () => {
    const client = await connect(mode);
    await client.listTools();
    const result = await client.callTool({ name: "tasks_list", arguments: { limit: 0, page: 2 } });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    expect(problemIn(result)).toMatchObject({
      status: 422,
      code: "validation_failed",
      requestId: "req_1",
      errors: [{ pointer: "#/limit" }, { code: "unrecognized_keys" }],
    });
  });

  test("gets a failure as structured content too where the tool declares no other", async () => {
    const client = await connect(mode);
    const result = await client.callTool({ name: "tasks_remove", arguments: { id: "gone" } });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toEqual(problemIn(result));
    expect(result.structuredContent).toMatchObject({ status: 404, detail: "No task gone." });
  });

  test("is told nothing of an error that was not meant for it", async () => {
    const client = await connect(mode);
    const result = await client.callTool({ name: "tasks_fail" });
    expect(problemIn(result)).toMatchObject({ status: 500, code: "internal" });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  test("creates once with one key, and is refused another input with it", async () => {
    const client = await connect(mode);
    const title = `Sow with ${JSON.stringify(mode)}`;
    const call = (args: Record<string, unknown>) =>
      client.callTool({ name: "tasks_create", arguments: args });
    const first = await call({ title, idempotencyKey: "k 1" });
    const again = await call({ idempotencyKey: "k 1", title });
    expect(again.structuredContent).toEqual(first.structuredContent);
    expect(created.get(title)).toBe(1);
    expect((await call({ title: "Reap", idempotencyKey: "k 1" })).isError).toBe(true);
    expect(problemIn(await call({ title }))).toMatchObject({ code: "idempotency_key_required" });
    expect(problemIn(await call({ title, idempotencyKey: 1 }))).toMatchObject({ status: 400 });
    expect(created.get(title)).toBe(1);
  });

  test("may retry with the members in another order, and with no other values", async () => {
    const client = await connect(mode);
    const call = (args: Record<string, unknown>) =>
      client.callTool({ name: "tasks_repeat", arguments: { ...args, idempotencyKey: "r" } });
    await call({ every: "day", hour: 5 });
    expect((await call({ hour: 5, every: "day" })).isError).toBeUndefined();
    expect((await call({ every: "day", hour: 6 })).isError).toBe(true);
  });

  test("may leave out a key that is only accepted", async () => {
    const client = await connect(mode);
    const args = { every: "day", hour: 5 };
    const { structuredContent } = await client.callTool({ name: "tasks_repeat", arguments: args });
    expect(structuredContent).toEqual({ every: "day" });
  });

  test("sends dates and bigints as texts, and gets them so", async () => {
    const client = await connect(mode);
    await client.listTools();
    const args = { until: "2026-11-22T00:00:00.000Z", ticks: "9007199254740993" };
    const { structuredContent } = await client.callTool({ name: "tasks_wait", arguments: args });
    expect(structuredContent).toEqual({ ...args, isDate: true });
  });

  test("is the caller that its credential names", async () => {
    const client = await connect(mode, "grace");
    const { structuredContent } = await client.callTool({ name: "tasks_whoami" });
    expect(structuredContent).toEqual({ caller: "grace" });
  });

  test("learns that there is no such tool", async () => {
    const client = await connect(mode);
    await expect(client.callTool({ name: "tasks_secret" })).rejects.toMatchObject({ code: -32602 });
  });

  test("gets what the procedure gives to its own caller", async () => {
    const client = await connect(mode);
    const caller = tasks.createCaller({ caller: "ada" });
    const { step } = fc.letrec((tie) => ({
      step: fc.record(
        {
          text: fc.string({ unit: "grapheme", maxLength: 50 }),
          steps: fc.array(tie("step"), { maxLength: 2, depthIdentifier: "step" }),
        },
        { requiredKeys: ["text"] },
      ),
    }));
    await fc.assert(
      fc.asyncProperty(step, async (input) => {
        const args = input as { text: string };
        const result = await client.callTool({ name: "tasks_plan", arguments: args });
        expect(result.structuredContent).toEqual(await caller.tasks.plan(args));
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});

function problemIn({ content }: { content: unknown }): unknown {
  const [block] = content as { text: string }[];
  return JSON.parse(block?.text ?? "null");
}

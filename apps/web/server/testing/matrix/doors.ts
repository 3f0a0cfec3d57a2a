import type { Operation } from "@crossdock/adapters";
import { listProcedures } from "@crossdock/adapters";
import { appRouter } from "@crossdock/api";
import { sendMcp } from "../mcp-client.ts";
import { everything, type Members, toCall } from "../requests.ts";
import { send } from "../rest-client.ts";
import { callTrpc } from "../trpc-client.ts";
import type { Transport } from "./caller.ts";

/** What came back through a door: the status that counts, and every byte of it as text. */
export type Reply = { status: number; text: string };

/** One procedure on one transport. */
export type Door = {
  name: string;
  transport: Transport;
  procedure: string;
  kind: string;
  call(url: string, headers: Record<string, string>, input: Members): Promise<Reply>;
};

/** Every procedure on every transport and in every version that it stands on. */
export const doors: readonly Door[] = [...trpcDoors(), ...restDoors(), ...mcpDoors()];

function trpcDoors(): Door[] {
  return listProcedures(appRouter).map(({ name, type }) => ({
    name: `tRPC ${name}`,
    transport: "trpc",
    procedure: name,
    kind: type,
    call: type === "subscription" ? listen : askTrpc(type === "mutation"),
  }));

  function askTrpc(isCommand: boolean): Door["call"] {
    return async function (this: Door, url, headers, input) {
      const method = isCommand ? "POST" : "GET";
      const answer = await callTrpc(url, { path: this.procedure, method, headers, input });
      return { status: answer.status, text: textOf(answer) };
    };
  }
}

/** Reads until the stream has said what it has: the first topics, or that it is refused. */
async function listen(this: Door, url: string, headers: Record<string, string>): Promise<Reply> {
  const response = await fetch(`${url}/api/trpc/${this.procedure}`, {
    headers: { ...headers, Accept: "text/event-stream" },
  });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/"topics":|"httpStatus":/.test(text)) break;
  }
  const refused = /"httpStatus":(\d+)/.exec(text)?.[1];
  return { status: refused === undefined ? response.status : Number(refused), text };
}

function restDoors(): Door[] {
  return everything.map((served) => ({
    name: `REST ${served.version} ${served.operation.name}`,
    transport: "rest",
    procedure: served.operation.name,
    kind: served.operation.kind === "command" ? "mutation" : "query",
    async call(url, headers, input) {
      const filled = { ...idsOf(served.operation), ...input };
      const answer = await send(url, { ...toCall(served, filled), headers });
      return { status: answer.status, text: textOf(answer) };
    },
  }));
}

function idsOf({ params }: Operation): Members {
  return Object.fromEntries(params.map((name) => [name, "none"]));
}

function mcpDoors(): Door[] {
  const tools = listProcedures(appRouter).filter(({ meta }) => meta.mcp === true);
  return tools.map(({ name, meta }) => ({
    name: `MCP ${name}`,
    transport: "mcp",
    procedure: name,
    kind: meta.kind === "command" ? "mutation" : "query",
    async call(url, headers, input) {
      const params = { name: name.replaceAll(".", "_"), arguments: withKey(meta, input) };
      const answer = await sendMcp(url, { method: "tools/call", params, headers });
      return { status: statusOf(answer), text: textOf(answer) };
    },
  }));
}

function withKey({ idempotencyKey }: { idempotencyKey?: string }, input: Members): Members {
  return idempotencyKey === undefined ? input : { ...input, idempotencyKey: crypto.randomUUID() };
}

/** A tool's failure is told inside of a 200; a tool that the caller may not see does not exist. */
function statusOf({ status, body }: Awaited<ReturnType<typeof sendMcp>>): number {
  if (status !== 200) return status;
  if (body.error !== undefined) return 403;
  const { isError, content } = body.result as { isError?: boolean; content: { text: string }[] };
  return isError ? JSON.parse(content[0]?.text ?? "{}").status : 200;
}

function textOf({ headers, body }: { headers: Headers; body: unknown }): string {
  return `${JSON.stringify([...headers])}\n${JSON.stringify(body)}`;
}

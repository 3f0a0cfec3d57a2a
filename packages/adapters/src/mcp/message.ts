import { RestError } from "../errors.ts";
import { bodyBytesMax, type HttpRequest } from "../http/message.ts";
import { parseJson } from "../rest/json.ts";

/** What was posted: a JSON-RPC message, or what is wrong with it. */
export type Received =
  | { body: Record<string, unknown>; fault: undefined }
  | { body: undefined; fault: Fault };

/** An error with its JSON-RPC code. */
export type Fault = { error: unknown; code: number };

/** JSON-RPC 2.0 §5.1; what MCP leaves to servers is -32000. */
export const rpcCodes = { parse: -32700, request: -32600, internal: -32603, server: -32000 };

/** Never rejects: who calls is asked before what is wrong with the call is told. */
export async function receive(request: HttpRequest): Promise<Received> {
  try {
    return { body: parseJson(await request.read(bodyBytesMax)), fault: undefined };
  } catch (error) {
    return { body: undefined, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): Fault {
  const code = error instanceof RestError ? error.code : undefined;
  if (code === "bad_request") return { error, code: rpcCodes.parse };
  if (code !== "validation_failed") return { error, code: rpcCodes.request };
  const detail = "Send one JSON-RPC message: an object, and no list of them.";
  return { error: new RestError("bad_request", { detail }), code: rpcCodes.request };
}

/** The id to answer with; null where there is none to be read. */
export function idOf({ body }: Received): string | number | null {
  const id = body?.id;
  return typeof id === "string" || typeof id === "number" ? id : null;
}

/** The tool that a `tools/call` names. */
export function toolNameIn({ body }: Received): string | undefined {
  const { method, params } = body ?? {};
  if (method !== "tools/call" || typeof params !== "object" || params === null) return undefined;
  return "name" in params && typeof params.name === "string" ? params.name : undefined;
}

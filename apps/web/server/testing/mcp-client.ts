/** What a tool gave: its structured content, or the problem of a failure. */
export type ToolResult = {
  status: number;
  isError?: boolean;
  structuredContent?: unknown;
  text: string;
};

export type ToolCall = { name: string; args: Record<string, unknown>; key: string };

const protocolVersion = "2026-07-28";

export type McpMessage = {
  method: string;
  params: Record<string, unknown>;
  /** Sent as a bearer credential. */
  key?: string;
  headers?: Record<string, string>;
};

/** One message to `/mcp`, as revision 2026-07-28 has it. */
export async function sendMcp(
  url: string,
  { method, params, key, headers }: McpMessage,
): Promise<{ status: number; headers: Headers; body: { result?: object; error?: object } }> {
  const name = typeof params.name === "string" ? { "Mcp-Name": params.name } : {};
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": protocolVersion,
    "io.modelcontextprotocol/clientInfo": { name: "tests", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const response = await fetch(`${url}/mcp`, {
    method: "POST",
    headers: {
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": protocolVersion,
      "Mcp-Method": method,
      ...name,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } }),
  });
  const body = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, body };
}

/** Calls the tool of a procedure: `orders.get` is `orders_get`. */
export async function callTool(url: string, { name, args, key }: ToolCall): Promise<ToolResult> {
  const params = { name: name.replaceAll(".", "_"), arguments: args };
  const { status, body } = await sendMcp(url, { method: "tools/call", params, key });
  const { content = [], ...result } = (body.result ?? body) as {
    content?: { text: string }[];
    isError?: boolean;
    structuredContent?: unknown;
  };
  return { ...result, status, text: content[0]?.text ?? "" };
}

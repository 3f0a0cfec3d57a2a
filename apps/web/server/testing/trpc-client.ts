import type { Answer } from "./rest-client.ts";

export type TrpcCall = {
  /** The procedure's path, or several with commas between them. */
  path: string;
  cookie?: string;
  /** Sent as JSON in the query, or with `method: "POST"` in the body. */
  input?: unknown;
  method?: "GET" | "POST";
  query?: string;
  headers?: Record<string, string>;
};

/** One tRPC request, as a browser's page makes it. */
export async function callTrpc(
  url: string,
  { path, cookie, input, method = "GET", query = "", headers }: TrpcCall,
): Promise<Answer> {
  const text = input === undefined ? undefined : JSON.stringify(input);
  const spelled = method === "GET" && text ? `input=${encodeURIComponent(text)}` : "";
  const response = await fetch(`${url}/api/trpc/${path}?${[query, spelled].join("&")}`, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(method === "POST" ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    body: method === "POST" ? text : undefined,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

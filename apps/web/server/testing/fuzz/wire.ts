import type { Received } from "../openapi/contract.ts";
import type { SentRequest } from "../openapi/request.ts";

/** Sends a request as it is. @param url of the server that the document names: `http://127.0.0.1:3000/api/v1` */
export async function exchange(url: string, request: SentRequest): Promise<Received> {
  const { method, target, headers, body } = request;
  const response = await fetch(url + target, { method, headers, body, redirect: "manual" });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : isJson ? JSON.parse(text) : text,
  };
}

/** The request as a command for a shell, so that a failure can be tried out. */
export function curl(url: string, { method, target, headers, body }: SentRequest): string {
  return [
    `curl -i -X ${method} ${quoted(url + target)}`,
    ...[...headers].map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

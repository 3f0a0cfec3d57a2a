import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Answer, InnerFault, RecordedRequest } from "./exchange.ts";
import type { CallFault, Faults } from "./faults.ts";

type Handlers = {
  /** The API's answer to a call, which faults may keep from the caller. */
  call(request: RecordedRequest, fault: InnerFault): Answer;
  /** Every call of the API, whatever becomes of it. */
  heard(request: RecordedRequest): void;
  /** What people see and certificates, which always works; undefined where the path is the API's. */
  page(request: RecordedRequest): Answer | undefined;
  rateLimited(request: RecordedRequest): Answer;
};

/** Serves on loopback. @param port 0 takes a free one */
export async function serve(handlers: Handlers, faults: Faults, port: number) {
  const server = createServer((request, response) => {
    handle(handlers, faults, request, response).catch((error) => {
      // A mistake of the fake itself must be seen, not be taken for a fault on demand.
      console.error(error);
      send(response, { status: 500, body: { fake: String(error) } });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  handlers: Handlers,
  faults: Faults,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await record(incoming);
  const page = handlers.page(request);
  if (page) return send(response, page);
  handlers.heard(request);
  const fault = faults.forCall(`${request.method} ${request.path.split("?")[0]}`);
  const early = earlyEnd(handlers, request, fault);
  if (early === "cut") return void incoming.socket.destroy();
  if (early === "hang") return;
  if (early) return send(response, early);
  if (fault?.kind === "around") await fault.before?.();
  const inner =
    fault?.kind === "errorBefore" || fault?.kind === "errorAfter" ? fault.kind : undefined;
  const answer = handlers.call(request, inner);
  if (fault?.kind === "around") await fault.after?.();
  sendFaulty(response, answer, fault);
}

/** Where the fault keeps the call from being executed. */
function earlyEnd(
  handlers: Handlers,
  request: RecordedRequest,
  fault: CallFault | undefined,
): Answer | "cut" | "hang" | undefined {
  if (fault?.kind === "cut" || fault?.kind === "hang") return fault.kind;
  if (fault?.kind === "answer") return fault.answer;
  if (fault?.kind === "rateLimited") return handlers.rateLimited(request);
  if (fault?.kind !== "unavailable") return undefined;
  return { status: 503, body: "Service Unavailable", headers: { "content-type": "text/plain" } };
}

function sendFaulty(response: ServerResponse, answer: Answer, fault: CallFault | undefined): void {
  if (fault?.kind === "lostAnswer") response.socket?.destroy();
  else if (fault?.kind === "garbage") send(response, { ...answer, body: '\u0000<html>{"id":' });
  else if (fault?.kind === "halfBody") {
    const whole = textOf(answer);
    response.writeHead(answer.status, { ...headersOf(answer), "content-length": whole.length });
    response.write(whole.subarray(0, whole.length / 2), () => response.socket?.destroy());
  } else if (fault?.kind !== "hangAfter") send(response, answer);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer));
  response.end(textOf(answer));
}

function headersOf({ headers }: Answer): Record<string, string> {
  return { "content-type": "application/json", ...headers };
}

function textOf({ status, body }: Answer): Buffer {
  if (status === 204) return Buffer.alloc(0);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { method = "", url: path = "", headers } = request;
  const isForm = headers["content-type"]?.includes("form-urlencoded") ?? false;
  const form = Object.fromEntries(new URLSearchParams(isForm ? text : ""));
  return { method, path, headers, text, form };
}

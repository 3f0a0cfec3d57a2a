import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { onBehalfOf } from "@crossdock/http";
import { type Capacity, createCapacity } from "./capacity.ts";
import type { Log } from "./log.ts";
import type { Mount } from "./mounts.ts";
import { answerProblem } from "./problems.ts";
import { headersMax, refuseOddRequests } from "./refusals.ts";
import { factsOf, noteBeginning } from "./requests/facts.ts";
import { HookedResponse } from "./requests/hooked-response.ts";
import type { Observer } from "./requests/observer.ts";
import { refuseSecretsInUrl } from "./secrets-in-urls.ts";
import type { TlsPair } from "./tls.ts";
import { answerUnreadable } from "./unreadable.ts";

export type HttpOptions = {
  mountOf: (url: string) => Mount;
  /** Watches every request to its end. */
  observer: Observer;
  /** Of every answer, unless who answers says otherwise. */
  headers: Record<string, string>;
  /** With it nothing but TLS is spoken. */
  tls?: TlsPair;
  log: Log;
  /** For who wants to know how many requests run. */
  capacity?: Capacity;
};

const socketsPerAddressMax = 64;

const limits = {
  ServerResponse: HookedResponse,
  maxHeaderSize: 16_384,
  connectionsCheckingInterval: 2000,
  // The host is looked at with the other oddities, whose refusal is a problem like any other.
  requireHostHeader: false,
};

/**
 * The server in front of everything: its limits, its refusals, a request id on every answer. Its
 * `stopping` event ends the streams that are open: no stop waits for them.
 */
export function createHttpServer(options: HttpOptions): Server {
  const { mountOf, observer, headers, tls, log, capacity = createCapacity() } = options;
  const streams = new Set<HookedResponse>();
  const everyAnswer = Object.entries(headers);

  async function serve(req: IncomingMessage, res: HookedResponse): Promise<void> {
    const facts = factsOf(req);
    facts.response = res;
    res.setHeader("X-Request-Id", facts.requestId);
    for (const [name, value] of everyAnswer) res.setHeader(name, value);
    const watched = observer.watch(req, res, facts);
    try {
      refuseOddRequests(req);
      refuseSecretsInUrl(req, log);
      const mount = mountOf(req.url ?? "/");
      watched.transport = mount.transport;
      const stream = isStream(mount.transport, req);
      watched.stream = stream;
      if (stream) {
        noteBeginning(facts, res);
        streams.add(res.on("close", () => streams.delete(res)));
      }
      if (stream || isProbe(mount.transport)) await mount.handle(req, res);
      // What is done for it is known as such: by log lines, spans and calls of third parties.
      else await capacity.run(() => onBehalfOf(facts, () => mount.handle(req, res)));
    } catch (error) {
      answerProblem(req, res, error, log);
    }
  }

  const listener = (req: IncomingMessage, res: HookedResponse) => void serve(req, res);
  const server: Server = tls
    ? createTlsServer({ ...limits, ...tls, handshakeTimeout: 10_000 }, listener)
    : createServer(limits, listener);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  // Node drops what is beyond without a word; one more tells that there was more.
  server.maxHeadersCount = headersMax + 1;
  server.maxConnections = 2000;
  server.on("clientError", (error, socket) => {
    const refused = answerUnreadable(error, socket, headers);
    if (refused) observer.unreadable(socket as Socket, refused);
  });
  server.on("stopping", () => {
    for (const stream of streams) stream.end();
  });
  limitSocketsPerAddress(server);
  return server;
}

/** Who watches is answered when all places are taken: above all then. */
function isProbe(transport: string): boolean {
  return transport === "health" || transport === "metrics";
}

// An event stream stays open for minutes: it would keep a place that a request needs.
function isStream(transport: string, req: IncomingMessage): boolean {
  return transport === "trpc" && req.headers.accept === "text/event-stream";
}

function limitSocketsPerAddress(server: Server): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    if (address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1") return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > socketsPerAddressMax) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.on("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

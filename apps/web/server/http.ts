import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createCapacity } from "./capacity.ts";
import type { Log } from "./log.ts";
import type { Mount } from "./mounts.ts";
import { answerProblem } from "./problems.ts";
import { headersMax, refuseOddRequests } from "./refusals.ts";
import { requestIdOf } from "./request-id.ts";
import { answerUnreadable } from "./unreadable.ts";

export type HttpOptions = {
  mountOf: (url: string) => Mount;
  /** Told of every answered request. */
  onAnswer: (transport: string, status: number) => void;
  log: Log;
};

const socketsPerAddressMax = 64;

/**
 * The server in front of everything: its limits, its refusals, a request id on every answer. Its
 * `stopping` event ends the streams that are open: no stop waits for them.
 */
export function createHttpServer({ mountOf, onAnswer, log }: HttpOptions): Server {
  const capacity = createCapacity();
  const streams = new Set<ServerResponse>();

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    res.setHeader("X-Request-Id", requestIdOf(req));
    let transport = "refused";
    res.on("finish", () => onAnswer(transport, res.statusCode));
    try {
      refuseOddRequests(req);
      const mount = mountOf(req.url ?? "/");
      transport = mount.transport;
      const stream = isStream(transport, req);
      if (stream) streams.add(res.on("close", () => streams.delete(res)));
      if (stream || transport === "health") await mount.handle(req, res);
      else await capacity.run(() => mount.handle(req, res));
    } catch (error) {
      answerProblem(req, res, error, log);
    }
  }

  const server = createServer(
    // The host is looked at with the other oddities, whose refusal is a problem like any other.
    { maxHeaderSize: 16_384, connectionsCheckingInterval: 2000, requireHostHeader: false },
    (req, res) => void serve(req, res),
  );
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  // Node drops what is beyond without a word; one more tells that there was more.
  server.maxHeadersCount = headersMax + 1;
  server.maxConnections = 2000;
  server.on("clientError", answerUnreadable);
  server.on("stopping", () => {
    for (const stream of streams) stream.end();
  });
  limitSocketsPerAddress(server);
  return server;
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

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { traceIdOf } from "@crossdock/core";
import {
  type IpPolicy,
  keptAddress,
  keptAgent,
  keptPath,
  type RecordedTransport,
  type Recorder,
  type RequestDetail,
  type RequestRecord,
} from "@crossdock/telemetry";
import type { Unrecorded } from "../mounts.ts";
import type { Unreadable } from "../unreadable.ts";
import type { FactsOfCall, RequestFacts } from "./facts.ts";

/** Records every request when it is over, whatever became of it. */
export type Observer = {
  /** Call at once; `transport` may become known later. */
  watch(req: IncomingMessage, res: ServerResponse, facts: RequestFacts): Watched;
  /** What was no request of HTTP, or never came whole. */
  unreadable(socket: Socket, refused: Unreadable): void;
};

/**
 * `stream` is an answer that stays open: that its caller leaves is its ordinary end, and it took as long as
 * its beginning. Hours of an open page would else stand among the milliseconds of all other requests.
 */
type Watched = { transport: RecordedTransport | Unrecorded; stream: boolean };

export type ObserverOptions = {
  recorder: Pick<Recorder, "record">;
  addressOf: (req: IncomingMessage) => string;
  now: () => Date;
  ipPolicy: IpPolicy;
  detailOf: (end: Ended) => RequestDetail | null;
  /** Told once of each request that took more than five seconds. */
  onSlow: (record: RequestRecord) => void;
};

/** A request that is over. */
export type Ended = {
  req: IncomingMessage;
  res: ServerResponse;
  facts: RequestFacts;
  transport: RecordedTransport;
  status: number;
};

/** And what can be told at its end alone. */
type Measured = Ended & {
  durationUs: number;
  bytesIn: number;
  bytesOut: number;
  ip: string | null;
};

export function createObserver({
  recorder,
  addressOf,
  ipPolicy,
  now,
  detailOf,
  onSlow,
}: ObserverOptions): Observer {
  function recordsOf(ended: Measured): readonly RequestRecord[] {
    const record = recordOf(ended, detailOf(ended));
    if (record.durationUs > slowUs) onSlow(record);
    const { calls } = ended.facts;
    return calls.length === 0 ? [record] : recordsOfCalls(record, calls);
  }

  return {
    watch(req, res, facts) {
      const { socket } = req;
      const connection = connectionOf(socket);
      connection.busy = true;
      // Now: of a connection that has ended nobody can ask.
      const address = addressOf(req);
      const read = isChunked(req) ? socket.bytesRead : 0;
      const watched: Watched = { transport: "other", stream: false };
      res.on("close", () => {
        connection.busy = false;
        const bytesOut = socket.bytesWritten - connection.written;
        connection.written += bytesOut;
        const { transport } = watched;
        if (transport === "health" || transport === "metrics" || transport === "asset") return;
        if (transport === "page" && isPrefetch(req)) return;
        const ended: Measured = {
          req,
          res,
          facts,
          transport,
          status: statusOf(res, facts, watched),
          durationUs: microseconds((facts.beganMs ?? performance.now()) - facts.startMs),
          bytesIn: bytesIn(req, read),
          bytesOut,
          ip: keptOf(connection, address, ipPolicy),
        };
        recorder.record(() => recordsOf(ended));
      });
      return watched;
    },
    unreadable(socket, { requestId, status, code }) {
      // A request that is cut off is told of by itself, and by the parser of its connection besides.
      if (connectionOf(socket).busy) return;
      const { remoteAddress, bytesRead, bytesWritten } = socket;
      const record: RequestRecord = {
        ...nothing,
        ...{ at: now(), requestId, traceId: traceIdOf(requestId), status, errorCode: code },
        ...{ bytesIn: bytesRead, bytesOut: bytesWritten },
        ip: remoteAddress === undefined ? null : keptAddress(remoteAddress, ipPolicy),
      };
      recorder.record(() => [record]);
    },
  };
}

const known = Symbol("connection");

function connectionOf(socket: Socket & { [known]?: Connection }): Connection {
  socket[known] ??= { busy: false, written: socket.bytesWritten, address: "", ip: null };
  return socket[known];
}

/** What is known of a connection, whose requests come one after the other. */
type Connection = {
  busy: boolean;
  /** Bytes, with the end of the last request. */
  written: number;
  /** The address of the last request, and what is kept of it. */
  address: string;
  ip: string | null;
};

const slowUs = 5_000_000;

const nothing = {
  transport: "other",
  ...{ operation: null, version: null, principal: null, route: null, userAgent: null },
  ...{ method: "-", path: "", durationUs: 0, phases: {}, replayed: false, detail: null },
} as const;

// Each member by itself: objects that are spread into others cost more than all the rest of this.
function recordOf(ended: Measured, detail: RequestDetail | null): RequestRecord {
  const { req, facts, transport, status, durationUs, bytesIn, bytesOut, ip } = ended;
  const { principal, phases, route, operation, version, errorCode, parentSpanId } = facts;
  return {
    at: facts.at,
    requestId: facts.requestId,
    traceId: facts.traceId,
    transport,
    operation,
    version,
    principal,
    method: req.method ?? "-",
    route,
    path: pathOf(req.url ?? "", facts),
    status,
    errorCode,
    durationUs,
    phases,
    bytesIn,
    bytesOut,
    ip,
    userAgent: keptAgent(req.headers["user-agent"]),
    replayed: facts.replayed,
    replayOf: facts.replayOf,
    detail,
    span: parentSpanId === null ? undefined : { id: null, parentId: parentSpanId },
  };
}

/** What a page leads to the browser fetches before anybody asks for it, and often for nothing. */
function isPrefetch({ headers }: IncomingMessage): boolean {
  return headers["next-router-prefetch"] !== undefined;
}

function statusOf(res: ServerResponse, facts: RequestFacts, { stream }: Watched): number {
  if (!res.writableFinished && !stream) return facts.errorCode === "internal" ? 500 : 499;
  return facts.status ?? res.statusCode;
}

function pathOf(url: string, { route }: RequestFacts): string {
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  // A route without parameters is the path itself: there is nothing of anybody in it.
  return route !== null && path.endsWith(route) ? path : keptPath(path);
}

function bytesIn(req: IncomingMessage, before: number): number {
  const length = req.headers["content-length"];
  if (length !== undefined) return Number(length) || 0;
  return isChunked(req) ? req.socket.bytesRead - before : 0;
}

function isChunked({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined;
}

function keptOf(connection: Connection, address: string, policy: IpPolicy): string | null {
  if (address !== connection.address) {
    connection.address = address;
    connection.ip = keptAddress(address, policy);
  }
  return connection.ip;
}

/** A batch's procedures one by one: bytes and the detail are with the first. */
function recordsOfCalls(whole: RequestRecord, calls: readonly FactsOfCall[]): RequestRecord[] {
  return calls.map(({ operation, durationMs, error }, index) => {
    const database = microseconds(durationMs);
    const alone = calls.length === 1;
    return {
      ...whole,
      ...(index === 0 ? {} : { bytesIn: 0, bytesOut: 0, detail: null }),
      operation,
      status: whole.status === 499 ? 499 : (error?.status ?? 200),
      errorCode: error?.code ?? null,
      durationUs: alone ? whole.durationUs : (whole.phases.auth ?? 0) + database,
      phases: { ...whole.phases, database },
    };
  });
}

export function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}

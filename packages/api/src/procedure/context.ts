import type { Connectors } from "@crossdock/connectors";
import type { AnyApi } from "@crossdock/connectors/openapi";
import type { AppError, Clock, Principal } from "@crossdock/core";
import type { Database, JobDesk, Jobs, Live, PrismaClient, Tx } from "@crossdock/db";
import type { Identity } from "@crossdock/identity";
import type { EventLoop, Recorder } from "@crossdock/telemetry";
import type { PublicApi } from "../operations/public-api.ts";
import type { Pauses } from "../pauses/known.ts";
import type { EventType } from "./events.ts";
import type { Job } from "./jobs.ts";
import type { Transport } from "./transports.ts";

/** What the running product hands to its procedures. */
export type Services = {
  db: Database;
  jobs: Pick<Jobs, "enqueue" | "enqueueAll" | "stats">;
  /** What people see of jobs and do about them. */
  jobDesk: JobDesk;
  /** All background work. */
  backgroundJobs: readonly Job[];
  /** What somebody has paused. */
  pauses: Pick<Pauses, "of" | "renew">;
  live: Pick<Live, "publish" | "subscribe">;
  clock: Clock;
  connectors: Connectors;
  /** Calls the APIs that admins have connected. */
  anyApi: AnyApi;
  identity: Identity;
  /** The public address, without a slash at the end. */
  appUrl: string;
  /** What an API key can be granted. */
  grantableScopes: readonly string[];
  /** What the public API serves, in every version. */
  publicApi: PublicApi;
  /** This process itself. */
  process: { startedAt: Date; version: string; eventLoop: Pick<EventLoop, "samples"> };
  /** The certificate that is served, as its file is now; null where there is none of ours. */
  certificate(): Promise<{ host: string; expiresAt: Date } | null>;
  /** The log of requests: a request is in it a moment later, unless somebody is to see it at once. */
  requests: Pick<Recorder, "flush" | "stats"> & { retentionDays: number };
  /** Sends a request of the REST API again, as whoever's context it is. */
  sendAgain(call: RestCall, context: Context): Promise<SentAgain>;
  /** The types of event that something follows, so that others cost no job. */
  reactsTo: ReadonlySet<string>;
};

/** A request of the REST API: `path` is its whole path, `query` what follows the question mark. */
type RestCall = {
  method: string;
  version: string | null;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | null;
};

export type SentAgain = { status: number; errorCode: string | null; body: string | null };

/** The key of a repeatable command and the hash of what was asked with it. */
export type Idempotency = { key: string; fingerprint: string };

/** What a transport makes for each call. */
export type Context = {
  principal: Principal;
  requestId: string;
  transport: Transport;
  services: Services;
  idempotency?: Idempotency;
  /** The trace that the call belongs to; that of the request's id where nobody began another. */
  traceId?: string;
  /** Told of each procedure when it has ended. */
  onCalled?: (call: CalledProcedure) => void;
  /** How many mappings, here and elsewhere, led to this call; the events of it carry that on. */
  hops?: number;
  /**
   * What the caller demands of the state it changes; throws where it is another. It runs first in the
   * command's transaction, with a context whose reads see what the transaction sees.
   */
  precondition?: (inside: Context) => Promise<void>;
  /** Told of the earlier request with the same key whose answer this is; null where it is not known. */
  onReplay?: (requestId: string | null) => void;
};

/** A procedure that has ended, by itself or with an error. */
type CalledProcedure = { operation: string; durationMs: number; error: AppError | null };

/** What a query sees. */
export type QueryContext = Context & { now: Date; db: PrismaClient };

/** What a command sees: `db` is its transaction. */
export type CommandContext = Context & {
  now: Date;
  db: Tx;
  /** Records an event with the object as the REST API shows it; `partnerId` is who may see it. */
  emit<T extends { id: string }>(type: EventType, object: T, partnerId?: string | null): void;
  /** Names what the audit entry is about, where it is not the answer's `id`. */
  about(targetId: string): void;
  /** Says that nothing was changed after all: the audit log keeps changes alone. */
  unchanged(): void;
  /** Adds a job that exists if and only if the command commits. */
  enqueue(job: string, data: object, startAfterSeconds?: number): Promise<void>;
};

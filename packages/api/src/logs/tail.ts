import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAllowed } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { toAppError, toTrpcError } from "../procedure/errors.ts";
import { procedure } from "../procedure/trpc.ts";
import { lookedFor } from "./conditions.ts";
import { namesOf } from "./names.ts";
import { toLogEntry } from "./row.ts";
import { type LogFilter, type LogTail, TailLogs } from "./schema.ts";
import { searchLogs } from "./search.ts";

/**
 * What is published when requests were written to the log. No name of a router: a page that asked anew
 * each time would be told of its own question.
 */
export const logTopic = "request-log";

/** New entries as they come in, a few times a second at the most, for ten minutes. */
export const tail = procedure
  .use(({ ctx, next }) => {
    if (isAllowed(ctx.principal, "logs:read") && ctx.principal.kind !== "customer") return next();
    const detail = "This needs logs:read, which the credential does not have.";
    throw toTrpcError(new AppError("forbidden", { detail }));
  })
  .input(TailLogs)
  .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<LogTail> {
    const news = listen(ctx, signal);
    const follow = followFrom(ctx, input);
    try {
      // The page knows by it that it is connected.
      yield { entries: [], skipped: false, ended: null };
      for (;;) {
        const ended = await news.next();
        if (signal?.aborted) return;
        if (ended) return void (yield { entries: [], skipped: false, ended });
        const { entries, skipped } = await follow();
        if (entries.length > 0) yield { entries, skipped, ended: null };
        await sleep(pauseMs, undefined, { signal }).catch(() => {});
      }
    } catch (error) {
      throw toTrpcError(toAppError(error));
    } finally {
      news.close();
    }
  });

const connectMs = 3000;
const pauseMs = 500;
const batchMax = 50;
const readMax = 4 * batchMax;
const tailMs = 10 * 60_000;

/** Waits for the recorder to have written something, or for the end: the time is over, or the caller changed. */
function listen({ services, principal }: Context, signal: AbortSignal | undefined) {
  const until = services.clock.now().getTime() + tailMs;
  let ended: LogTail["ended"] = null;
  let hasNews = false;
  let wake = () => {};
  const unsubscribe = services.live.subscribe((topics) => {
    const isCallers = topics.includes(principal.id) || topics.includes(principal.partnerId ?? "");
    if (isCallers) ended = "caller";
    else if (services.clock.now().getTime() >= until) ended = "time";
    hasNews ||= topics.includes(logTopic);
    if (ended || hasNews) wake();
  });
  const timer = setTimeout(() => {
    ended = "time";
    wake();
  }, tailMs).unref();
  const onAbort = () => wake();
  signal?.addEventListener("abort", onAbort);
  return {
    async next(): Promise<LogTail["ended"]> {
      if (!hasNews && !ended && !signal?.aborted) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      hasNews = false;
      return ended;
    },
    close() {
      unsubscribe();
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/**
 * What has come since it was asked last. Several processes write, each a second's requests at once: so
 * the last moments are read again each time, and what was told before is left out.
 */
function followFrom(context: Context, filter: LogFilter) {
  const { services } = context;
  const { conditions } = lookedFor(filter, context.principal);
  let told = new Set<string>();
  // A moment passes until a page is connected: what came meanwhile is told too, and known by its id.
  const start = new Date(services.clock.now().getTime() - connectMs);
  return async () => {
    const now = services.clock.now();
    const from = new Date(Math.max(start.getTime(), now.getTime() - lateMs));
    const period = { from, to: new Date(now.getTime() + lateMs) };
    const search = { conditions, terms: null, period, after: null, limit: readMax };
    const rows = await searchLogs(services.db, search);
    const fresh = rows.filter(({ id }) => !told.has(id));
    told = new Set(rows.map(({ id }) => id));
    const shown = fresh.slice(0, batchMax);
    const names = await namesOf({ services, db: services.db.prisma }, shown);
    const entries = shown.map((row) => toLogEntry(row, names));
    return { entries, skipped: fresh.length > shown.length };
  };
}

// The slowest requests are written when they end, and a full database may keep the recorder waiting.
const lateMs = 30_000;

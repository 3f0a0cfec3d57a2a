import { AsyncLocalStorage } from "node:async_hooks";
import { traceIdOf } from "@crossdock/core";

/** A request or a job of ours, and the trace it belongs to: its own where nobody began another. */
export type Cause = { requestId: string; traceId?: string };

const current = new AsyncLocalStorage<Cause>();

/** Runs work on behalf of a request or a job: its outbound calls are logged under its id, and continue its trace. */
export function onBehalfOf<T>({ requestId, traceId }: Cause, work: () => T): T {
  return current.run({ requestId, traceId }, work);
}

/** The request or job that is being worked for; null outside of one. */
export function currentCause(): Required<Cause> | null {
  const cause = current.getStore();
  return cause ? { ...cause, traceId: cause.traceId ?? traceIdOf(cause.requestId) } : null;
}

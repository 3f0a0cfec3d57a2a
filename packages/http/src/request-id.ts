import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Runs work on behalf of a request or a job of ours: its outbound calls are logged under this id. */
export function onBehalfOf<T>(requestId: string, work: () => T): T {
  return current.run(requestId, work);
}

/** The id of the request or job that is being worked for; null outside of one. */
export function currentRequestId(): string | null {
  return current.getStore() ?? null;
}

import { AsyncResource } from "node:async_hooks";
import type { ClientBase, Pool } from "pg";

export type OnQuery = (text: string) => (error?: unknown) => void;

/** Has every statement of the pool's connections told of: all ways to the database end in their `query`. */
export function traceQueries(pool: Pool, onQuery: OnQuery): void {
  pool.on("connect", (client) => traceClient(client, onQuery));
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  // Who waited for a connection would else be called by who gives one back, and on that one's behalf.
  const bound = (then?: (...args: unknown[]) => void) =>
    then ? connect(AsyncResource.bind(then)) : connect();
  Object.assign(pool, { connect: bound });
}

/** It is asked with a callback (by the pool), or answers with a promise. */
function traceClient(client: ClientBase, onQuery: OnQuery): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const traced = (...args: unknown[]): unknown => {
    const [asked] = args;
    const text = typeof asked === "string" ? asked : (asked as { text?: unknown } | null)?.text;
    if (typeof text !== "string") return query(...args);
    const end = onQuery(text);
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const told = (error: unknown, result: unknown) => {
        end(error ?? undefined);
        callback(error, result);
      };
      return query(...args.slice(0, -1), told);
    }
    const answer = query(...args);
    if (answer instanceof Promise) answer.then(() => end(), end);
    return answer;
  };
  Object.assign(client, { query: traced });
}

import type { Request } from "autocannon";
import type { Pool } from "pg";
import type { ServerProcess } from "./processes.ts";
import type { Result } from "./rounds.ts";

/** One kind of request, sent to two servers. */
export type Scenario = {
  title: string;
  /** The least share of the second server's requests a second that counts as reached. */
  target: number;
  connections: number;
  /** The next request, another one each time; its path begins below the API's base. */
  next(): Request;
  /** @throws Error where the two servers do not do the same */
  verifyBefore(ours: ServerProcess, floor: ServerProcess, pool: Pool): Promise<void>;
  /** @throws Error where the database does not hold what was answered */
  verifyAfter(result: Result, pool: Pool): Promise<void>;
};

/**
 * Sends one request and returns the body of its answer.
 * @throws Error where the status is another one
 */
export async function ask(
  { name, origin, base, headers }: ServerProcess,
  { method, path, headers: more, body }: Request,
  status: number,
): Promise<Record<string, unknown>> {
  const init = { method, headers: { ...headers, ...more } as Record<string, string>, body };
  const answer = await fetch(origin + base + path, init);
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${name} answers ${answer.status}: ${text}`);
  return JSON.parse(text);
}

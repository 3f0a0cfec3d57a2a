import type { Request } from "autocannon";

/** A server to load, in a process of its own. */
export type Server = {
  name: string;
  origin: string;
  /** Where its API lies below the origin. */
  base: string;
  /** Sent with every request. */
  headers: Record<string, string>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
};

/** What a process has used since it started; null where nobody tells. */
export type Usage = { cpuMicros: number | null; allocatedBytes: number | null };

/**
 * Sends one request and returns the body of its answer.
 * @throws Error where the status is another one
 */
export async function ask(
  { name, origin, base, headers }: Server,
  { method, path, headers: more, body }: Request,
  status: number,
): Promise<Record<string, unknown>> {
  const init = { method, headers: { ...headers, ...more } as Record<string, string>, body };
  const answer = await fetch(origin + base + path, init);
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${name} answers ${answer.status}: ${text}`);
  return JSON.parse(text);
}

import type { RequestListener } from "node:http";

/**
 * Makes ready what serves so many procedures; what is returned then compiles the handler, which is timed.
 */
export type Contender = (
  procedures: number,
) => Promise<() => RequestListener | Promise<RequestListener>>;

/**
 * A package that the benchmark installs for itself. It is imported by a name that no tool follows: where
 * nobody has benchmarked, it is not there.
 */
export async function rival<Exports>(name: string): Promise<Exports> {
  return await import(name);
}

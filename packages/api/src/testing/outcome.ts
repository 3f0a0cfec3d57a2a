import type { ErrorCode } from "@crossdock/core";
import { toAppError } from "../procedure/errors.ts";

/** How a call ended: `ok`, or the code of its error. */
export async function outcomeOf(call: Promise<unknown>): Promise<ErrorCode | "ok"> {
  try {
    await call;
    return "ok";
  } catch (error) {
    return toAppError(error).code;
  }
}

/** How many there are of each, such as of the outcomes of many calls. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

import type { Operation } from "../operation.ts";
import type { RenderedProblem } from "../options.ts";

/** A refusal by the older version's own schema: it names the caller's places already. */
export class OlderInputError extends Error {
  constructor(cause: unknown) {
    super("the older version's schema refuses the input", { cause });
  }
}

/** The problem as the older version words it: its members have other names than today's. */
export function inOlderWords(
  rendered: RenderedProblem,
  adaptation: Operation["adaptation"],
): RenderedProblem {
  const { pointer = same, detail = same } = adaptation ?? {};
  if (pointer === same && detail === same) return rendered;
  const problem = { ...rendered.problem };
  if (typeof problem.detail === "string") problem.detail = detail(problem.detail);
  if (Array.isArray(problem.errors)) {
    problem.errors = problem.errors.map((fault) => ({
      ...fault,
      pointer: pointer(String(fault.pointer)),
      detail: detail(String(fault.detail)),
    }));
  }
  return { ...rendered, problem };
}

function same(text: string): string {
  return text;
}

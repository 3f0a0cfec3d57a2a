import type { Problem } from "@crossdock/core";
import { TRPCClientError } from "@trpc/client";

/** The problem that a procedure answered with; null where no answer came at all. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof TRPCClientError)) return null;
  return error.data?.problem ?? null;
}

/** What to tell a person: what happened, why, and the request to name when asking for help. */
export function explain(error: unknown): { title: string; detail: string } {
  const problem = problemOf(error);
  if (!problem) {
    return {
      title: "The server did not answer",
      detail: "Check the connection and try again.",
    };
  }
  if (problem.code === "forbidden" && typeof problem.requiredScope === "string") {
    return {
      title: "Your role does not allow this",
      detail: `It needs the permission ${problem.requiredScope}. Ask an owner of the shop for it.`,
    };
  }
  const detail = problem.detail === undefined ? "" : `${problem.detail} `;
  return { title: problem.title, detail: `${detail}Request ${problem.requestId}` };
}

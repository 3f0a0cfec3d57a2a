import { explain, problemOf } from "../../../trpc/problem.ts";

/** What is wrong, in the words of the first fault. */
export function faultOf(error: unknown): string {
  const [first] = problemOf(error)?.errors ?? [];
  const { title, detail } = explain(error);
  return first?.detail ?? detail ?? title;
}

import { z } from "zod";

const Failure = z.object({ error: z.object({ message: z.string(), code: z.number().optional() }) });

/** What Meta's Graph API says of a call that it does not do (its guide "Handle errors"). */
export function graphFailure(answer: unknown) {
  const { message, code } = Failure.safeParse(answer).data?.error ?? {};
  return { message, code: code === undefined ? undefined : String(code) };
}

import type { z } from "zod";
import { runtime } from "./runtime.ts";

type Customers = ReturnType<typeof runtime>["customers"];
type Asked<T> = T & { address: string };

/**
 * Answers what a customer sends from a page: 422 where it is malformed, 429 after too many tries, 503
 * while nothing may be changed, 401 where `work` says no, else 204.
 */
export async function answerCustomer<S extends z.ZodType>(
  request: Request,
  schema: S,
  work: (customers: Customers, input: Asked<z.output<S>>) => Promise<boolean>,
): Promise<Response> {
  const parsed = schema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return new Response(null, { status: 422 });
  const address = request.headers.get("x-client-address") ?? "unknown";
  try {
    const isDone = await work(runtime().customers, Object.assign({ address }, parsed.data));
    return new Response(null, { status: isDone ? 204 : 401 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "rate_limited") return new Response(null, { status: 429 });
    if (code === "read_only") return new Response(null, { status: 503 });
    if (code === "conflict") return new Response(null, { status: 401 });
    throw error;
  }
}

import { Email } from "@crossdock/api/schemas";
import { runtime } from "../../../runtime.ts";

/** Asks for a sign-in link by mail. The answer and the work are the same for every address. */
export async function POST(request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => null);
  const email = Email.safeParse(body && typeof body === "object" && "email" in body && body.email);
  if (!email.success) return new Response(null, { status: 422 });
  const address = request.headers.get("x-client-address") ?? "unknown";
  try {
    await runtime().auth.mailLink({ email: email.data, address });
    return new Response(null, { status: 204 });
  } catch (error) {
    const limited = error instanceof Error && "code" in error && error.code === "rate_limited";
    if (!limited) throw error;
    return new Response(null, { status: 429 });
  }
}

import { z } from "zod";
import { runtime } from "../../../../runtime.ts";

// The token carries two addresses of the shop, of whatever length its own is.
const Settle = z.object({ token: z.string().max(4000), outcome: z.enum(["pay", "decline"]) });

/** The buyer's decision. The token in the link is what permits it. */
export async function POST(request: Request): Promise<Response> {
  const body = Settle.safeParse(await request.json().catch(() => null));
  if (!body.success) return new Response(null, { status: 422 });
  const { token, outcome } = body.data;
  const { testPay } = runtime();
  if (!(await testPay.read(token))) return new Response(null, { status: 404 });
  return Response.json(await testPay.settle(token, outcome));
}

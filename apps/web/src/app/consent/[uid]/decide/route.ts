import { z } from "zod";
import { currentCustomer } from "../../../../customer-session.ts";
import { runtime } from "../../../../runtime.ts";

const Decide = z.object({ decision: z.enum(["allow", "deny"]) });

type Props = { params: Promise<{ uid: string }> };

/** The customer's answer. The browser's own signed cookie ties it to the request that was shown. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const body = Decide.safeParse(await request.json().catch(() => null));
  if (!body.success) return new Response(null, { status: 422 });
  const { uid } = await params;
  const customerId = (await currentCustomer())?.customerId ?? null;
  const cookie = request.headers.get("cookie") ?? "";
  const decided = await runtime().consent.decide({ uid, cookie, customerId }, body.data.decision);
  return decided ? Response.json(decided) : new Response(null, { status: 404 });
}

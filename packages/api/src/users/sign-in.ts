import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

/** Tells the audit log and open pages that the caller has just signed in. */
export function noteSignIn(context: Context): Promise<void> {
  return unitOfWork(context, "users.signIn", async (ctx) => ctx.about(context.principal.id));
}

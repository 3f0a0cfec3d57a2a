import { type Issuers, TokenRefused, tokenSteps } from "@crossdock/identity";
import type { z } from "zod";
import type { TokenVerdict } from "./schema.ts";

/** What becomes of a token, step by step. Nothing of it is kept. */
export async function examine(
  issuers: Pick<Issuers, "examine">,
  token: string,
): Promise<z.input<typeof TokenVerdict>> {
  try {
    const { id, name, partnerId, permissions } = await issuers.examine(token);
    const steps = tokenSteps.map((step) => ({ step, outcome: "passed" as const, detail: null }));
    return { steps, principal: { id, name, partnerId, scopes: [...permissions].sort() } };
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    const failedAt = tokenSteps.indexOf(error.step);
    const steps = tokenSteps.map((step, at) => {
      const after = at < failedAt ? ("passed" as const) : ("not reached" as const);
      return at === failedAt
        ? { step, outcome: "failed" as const, detail: error.message }
        : { step, outcome: after, detail: null };
    });
    return { steps, principal: null };
  }
}

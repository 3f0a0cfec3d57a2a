import { z } from "zod";
import { Email } from "../procedure/fields.ts";
import { Password } from "../users/schema.ts";

/** What customers send from the pages where they sign in. */
export const CustomerSignIn = z.strictObject({
  email: Email,
  password: z.string().min(1).max(200),
});

export const AskForCode = z.strictObject({
  email: Email,
  purpose: z.enum(["sign_up", "reset"]),
});

export const RedeemCode = z.strictObject({
  code: z.string().trim().min(1).max(20),
  password: Password,
});

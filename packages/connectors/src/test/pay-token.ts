import { Amount, AppError, Currency } from "@crossdock/core";
import { z } from "zod";
import { isSame, sign } from "./signature.ts";

/** What the built-in pay page needs to know; the token carries all of it. */
export const TestPay = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  orderNumber: z.int(),
  description: z.string(),
  amount: Amount,
  currency: Currency,
  successUrl: z.string(),
  cancelUrl: z.string(),
  expiresAt: z.iso.datetime(),
  /** `manual`: paying holds the money, and we take it later. */
  capture: z.enum(["automatic", "manual"]).default("automatic"),
});

export type TestPay = z.infer<typeof TestPay>;

/** A signed, URL-safe text of the members of `TestPay` alone; the same input makes the same. */
export function createTestPayToken(pay: z.input<typeof TestPay>, secret: string): string {
  const payload = Buffer.from(JSON.stringify(TestPay.parse(pay))).toString("base64url");
  return `${payload}.${signatureOf(payload, secret)}`;
}

/**
 * Reads a token that this installation signed, whether or not `expiresAt` has passed.
 * @throws AppError `signature_invalid` where anybody else made or changed it
 */
export function readTestPayToken(token: string, secret: string): TestPay {
  const [payload = "", signature = ""] = token.split(".");
  if (!isSame(signature, signatureOf(payload, secret))) {
    throw new AppError("signature_invalid", { detail: "This payment link is not ours." });
  }
  return TestPay.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
}

function signatureOf(payload: string, secret: string): string {
  return sign(secret, "pay-link", payload).toString("base64url");
}

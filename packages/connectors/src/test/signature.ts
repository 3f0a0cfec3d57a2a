import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * An HMAC-SHA256 (RFC 2104).
 * @param use what the signature is for, so that one for a link never passes for a webhook
 */
export function sign(secret: string, use: "pay-link" | "webhook", text: string | Buffer): Buffer {
  const key = createHmac("sha256", secret).update(`crossdock test provider ${use}`).digest();
  return createHmac("sha256", key).update(text).digest();
}

/** Compares in constant time, so that a forger learns nothing from how long it takes. */
export function isSame(signature: string, expected: string): boolean {
  const [left, right] = [Buffer.from(signature), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

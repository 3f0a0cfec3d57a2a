import { isExpiring, type Principal } from "@crossdock/core";

/** Tells the callers of a key that ends within 30 days when it does, as a Date of RFC 9651. */
export function expiryHeaders(principal: Principal, now: Date): Record<string, string> {
  const expiresAt = principal.kind === "apiKey" ? principal.expiresAt : null;
  if (expiresAt === null || !isExpiring(expiresAt, now)) return {};
  return { "Api-Key-Expires": `@${Math.floor(expiresAt.getTime() / 1000)}` };
}

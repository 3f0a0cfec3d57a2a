/** From how long before its end on a credential's callers are told: 30 days. */
export const expiryNoticeMs = 30 * 86_400_000;

/** Whether a credential has ended. */
export function isExpired(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** Whether a credential ends so soon that its callers are told. */
export function isExpiring(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() <= expiryNoticeMs;
}

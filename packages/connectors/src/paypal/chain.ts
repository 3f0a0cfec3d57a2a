import type { X509Certificate } from "node:crypto";

/**
 * True where the first certificate leads to one of the roots over the others, each valid now and each
 * but the first allowed to issue (RFC 5280 §6, without revocation).
 */
export function isTrusted(
  [leaf, ...others]: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  now: Date,
): boolean {
  let current = leaf;
  for (let depth = 0; current && depth < depthMax; depth += 1) {
    if (!isValidAt(current, now)) return false;
    if (roots.some((root) => isIssuer(root, current) && isValidAt(root, now))) return true;
    current = others.find((other) => isIssuer(other, current));
  }
  return false;
}

// Longer chains are nobody's but an attacker's.
const depthMax = 5;

function isIssuer(issuer: X509Certificate, of: X509Certificate | undefined): boolean {
  return of !== undefined && issuer.ca && of.checkIssued(issuer) && of.verify(issuer.publicKey);
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now <= validToDate;
}

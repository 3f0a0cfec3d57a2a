import { decodeJwt } from "jose";
import { LRUCache } from "lru-cache";

const known = new LRUCache<string, { issuer: string | null }>({ max: 10_000 });

/** Who a JWT says has made it, unverified: only to find whose keys to verify it with. Null where it says nothing. */
export function issuerOf(token: string): string | null {
  if (token.length > tokenLengthMax) return null;
  const kept = known.get(token);
  if (kept) return kept.issuer;
  const issuer = read(token);
  known.set(token, { issuer });
  return issuer;
}

/** Of a token, in characters. */
export const tokenLengthMax = 8192;

function read(token: string): string | null {
  try {
    const { iss } = decodeJwt(token);
    // The database takes no NUL in a text: who sends one would see an error of ours.
    return typeof iss === "string" && !iss.includes("\0") ? iss : null;
  } catch {
    return null;
  }
}

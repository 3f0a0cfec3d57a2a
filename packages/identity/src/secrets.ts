import {
  createHash,
  createHmac,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomInt,
} from "node:crypto";

/** A key of its own for each purpose, from the one application secret (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "crossdock", purpose, 32));
}

/** HMAC-SHA-256. Of a `KeyObject`, which costs a fifth of what raw bytes do. */
export function hmacHex(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** For tokens that are random enough to need no key. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** 256 random bits, safe in a URL and a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A password that people can type: four groups of five letters and digits, 100 bits. */
export function generatePassword(): string {
  const letters = Array.from({ length: 20 }, () => typeable[randomInt(typeable.length)]).join("");
  return (letters.match(/.{5}/g) ?? []).join("-");
}

// Without those that look alike: 0 and O, 1 and l.
const typeable = "23456789abcdefghijkmnpqrstuvwxyz";

import { createHmac, timingSafeEqual } from "node:crypto";

export type HmacAlgorithm = "sha1" | "sha256" | "sha512";

/**
 * Whether one of the keys made one of the signatures. All are tried, in constant time and also after a
 * match, so that how long it takes tells a forger neither how near a guess is nor which key is good.
 */
export function isSigned(
  algorithm: HmacAlgorithm,
  keys: readonly (string | Buffer)[],
  parts: readonly (string | Buffer)[],
  signatures: readonly Buffer[],
): boolean {
  let matches = 0;
  for (const key of keys) {
    const expected = hmac(algorithm, key, parts);
    // A handful is more than any rotation needs; without a limit each one sent would cost us.
    for (const signature of signatures.slice(0, signaturesMax)) {
      if (signature.length !== expected.length) continue;
      if (timingSafeEqual(signature, expected)) matches++;
    }
  }
  return matches > 0;
}

/** The HMAC (RFC 2104) of the parts, one after the other. */
function hmac(
  algorithm: HmacAlgorithm,
  key: string | Buffer,
  parts: readonly (string | Buffer)[],
): Buffer {
  const mac = createHmac(algorithm, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

const signaturesMax = 10;

/** The bytes of a signature; null where the text is not written in exactly this way. */
export function decoded(text: string, encoding: "hex" | "base64"): Buffer | null {
  const bytes = Buffer.from(text, encoding);
  // Two texts must not be one signature: Node skips what it cannot read.
  const again = bytes.toString(encoding);
  return bytes.length > 0 && again === (encoding === "hex" ? text.toLowerCase() : text)
    ? bytes
    : null;
}

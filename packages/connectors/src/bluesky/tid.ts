import { createHash } from "node:crypto";

/**
 * A record key of the AT protocol that a key and a time always give again (atproto.com/specs/tid):
 * 53 bits of microseconds and 10 bits that tell writers apart, in sortable base32.
 */
export function tidOf(key: string, createdAt: Date): string {
  const digest = createHash("sha256").update(key).digest();
  const micros = BigInt(createdAt.getTime()) * 1000n + BigInt(digest.readUInt16BE(0) % 1000);
  const clock = BigInt(digest.readUInt16BE(2) % 1024);
  let rest = (micros << 10n) | clock;
  let text = "";
  for (let digit = 0; digit < 13; digit++) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

const alphabet = "234567abcdefghijklmnopqrstuvwxyz";

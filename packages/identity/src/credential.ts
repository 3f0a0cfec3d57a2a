import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** A new credential: the prefix, 40 random base62 characters (238 bits), 6 characters of checksum. */
export function generateCredential(prefix: string): string {
  const secret = Array.from({ length: 40 }, () => alphabet[randomInt(alphabet.length)]).join("");
  const body = prefix + secret;
  return body + checksum(body);
}

/** True where the last six characters are the checksum of the others: mistyped and invented ones end here. */
export function hasChecksum(credential: string): boolean {
  return checksum(credential.slice(0, -6)) === credential.slice(-6);
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** CRC-32 of everything before it, in base62. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < 6; place++) {
    digits = alphabet[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

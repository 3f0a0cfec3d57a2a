import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** Makes a key: `cdk_live_`, 40 random base62 characters (238 bits), 6 characters of checksum. */
export function generateApiKey(): string {
  const secret = Array.from({ length: 40 }, () => alphabet[randomInt(alphabet.length)]).join("");
  const body = `cdk_live_${secret}`;
  return body + checksum(body);
}

/** True for what can be a key of ours: mistyped and invented ones end here, before any lookup. */
export function isWellFormed(key: string): boolean {
  return format.test(key) && checksum(key.slice(0, -6)) === key.slice(-6);
}

/** What people recognise a key by: `cdk_live_…x9Qf`. */
export function hintOf(key: string): string {
  return `${key.slice(0, 9)}…${key.slice(-4)}`;
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const format = /^cdk_(live|test)_[0-9A-Za-z]{46}$/;

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

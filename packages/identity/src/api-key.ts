import { generateCredential, hasChecksum } from "./credential.ts";

/** Makes a key: `cdk_live_`, 40 random base62 characters (238 bits), 6 characters of checksum. */
export function generateApiKey(): string {
  return generateCredential("cdk_live_");
}

/** True for what can be a key of ours: mistyped and invented ones end here, before any lookup. */
export function isWellFormed(key: string): boolean {
  return format.test(key) && hasChecksum(key);
}

/** What people recognise a key by: `cdk_live_…x9Qf`. */
export function hintOf(key: string): string {
  return `${key.slice(0, 9)}…${key.slice(-4)}`;
}

const format = /^cdk_(live|test)_[0-9A-Za-z]{46}$/;

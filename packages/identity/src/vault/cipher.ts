import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * AES-256-GCM (NIST SP 800-38D). Key and nonce are of this text alone: HKDF makes both of `key` and
 * 256 random bits that stand in front. So no nonce comes twice under one key, however many texts
 * there are. `context` is authenticated with the text: it opens nowhere else.
 */
export function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const salt = randomBytes(saltBytes);
  const once = keyOf(key, salt);
  const cipher = createCipheriv("aes-256-gcm", once.key, once.nonce).setAAD(Buffer.from(context));
  return Buffer.concat([salt, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error where a bit was changed, or the key or the context is another */
export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  // Without this a shortened text would be judged by a shorter, guessable tag.
  if (sealed.length < saltBytes + tagBytes) throw new Error("The sealed text is cut off.");
  const once = keyOf(key, sealed.subarray(0, saltBytes));
  const decipher = createDecipheriv("aes-256-gcm", once.key, once.nonce)
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-tagBytes));
  const text = sealed.subarray(saltBytes, -tagBytes);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}

const saltBytes = 32;
const tagBytes = 16;

function keyOf(key: Buffer, salt: Buffer): { key: Buffer; nonce: Buffer } {
  const bytes = Buffer.from(hkdfSync("sha256", key, salt, "one sealed text", 44));
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

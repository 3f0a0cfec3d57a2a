import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Secrets at rest: what is sealed can be opened for the purpose it was sealed for, and for no other. */
export type Vault = {
  /** `purpose` names the owner and where the secret may go, such as `totp usr_…`. */
  seal(plain: string, purpose: string): Promise<string>;
  /** @throws Error where the text was changed, sealed with another key or for another purpose */
  open(sealed: string, purpose: string): Promise<string>;
};

/** AES-256-GCM with a nonce of 96 random bits; the purpose is authenticated with the text. */
export function createVault(key: Buffer): Vault {
  return {
    async seal(plain, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    async open(sealed, purpose) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}

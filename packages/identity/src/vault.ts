import { decrypt, encrypt } from "./vault/cipher.ts";
import type { DataKey, Keyring } from "./vault/keyring.ts";

/** Secrets at rest: what is sealed can be opened for the purpose it was sealed for, and for no other. */
export type Vault = {
  /**
   * `purpose` names the owner and where the secret may go, such as `totp usr_…`. The column that keeps
   * the text is listed in `vault/places.ts`, so that a rotation of keys finds it.
   */
  seal(plain: string, purpose: string): Promise<string>;
  /** @throws Error where the text was changed or sealed for another purpose */
  open(sealed: string, purpose: string): Promise<string>;
};

/** Envelope encryption: texts are sealed with data keys, these lie wrapped in the database. */
export function createVault(keyring: Keyring): Vault {
  return {
    seal: async (plain, purpose) => sealWith(await keyring.current(), plain, purpose),
    async open(sealed, purpose) {
      const { id, bytes } = read(sealed);
      return decrypt(await keyring.get(id), bytes, contextOf(id, purpose)).toString("utf8");
    },
  };
}

/** `sealed:v1:`, the id of the data key, a colon, and the encrypted bytes in base64url. */
export function sealWith({ id, key }: DataKey, plain: string, purpose: string): string {
  const bytes = encrypt(key, Buffer.from(plain), contextOf(id, purpose));
  return `${sealedWith(id)}${bytes.toString("base64url")}`;
}

/** What every text begins with that is sealed with this data key. */
export function sealedWith(id: number): string {
  return `sealed:v1:${id}:`;
}

function read(sealed: string): { id: number; bytes: Buffer } {
  const [, id = "", text = ""] = /^sealed:v1:([1-9]\d{0,8}):([\w-]+)$/.exec(sealed) ?? [];
  const bytes = Buffer.from(text, "base64url");
  // The last character has bits that decode to nothing: two texts must not be one secret.
  if (text === "" || bytes.toString("base64url") !== text) throw new Error("This is not sealed.");
  return { id: Number(id), bytes };
}

function contextOf(id: number, purpose: string): string {
  return `sealed v1 ${id} ${purpose}`;
}

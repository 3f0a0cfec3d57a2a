import { createPrivateKey, type JsonWebKey, type KeyObject } from "node:crypto";
import type { Product } from "../../product.ts";

/** The key that the server signs access tokens with: what nobody outside has. */
export async function signingKeyOf({ identity }: Product): Promise<{
  kid: string;
  privateKey: KeyObject;
  publicJwk: JsonWebKey;
}> {
  const { signingKid: kid, keys } = await identity.oauth.keys.current();
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk) throw new Error("There is no signing key.");
  const { d: _secret, ...publicJwk } = jwk;
  return { kid, privateKey: createPrivateKey({ key: { ...jwk }, format: "jwk" }), publicJwk };
}

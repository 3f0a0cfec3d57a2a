import { createSecretKey, type KeyObject } from "node:crypto";
import type { Services } from "../procedure/context.ts";

/** What the chain is sealed with: whoever has the database alone cannot seal it anew. */
export async function chainKey({ identity }: Pick<Services, "identity">): Promise<KeyObject> {
  return createSecretKey(await identity.keyring.named("audit chain"));
}

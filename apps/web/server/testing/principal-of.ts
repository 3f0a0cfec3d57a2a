import type { ApiKeyPrincipal } from "@crossdock/core";
import type { TestApp } from "./test-app.ts";

/** Who the key belongs to, as the shop sees a call from this machine. */
export async function principalOf({ product }: TestApp, key: string): Promise<ApiKeyPrincipal> {
  const sender = { address: "127.0.0.1", agent: null };
  const { principal, refusal } = await product.identity.apiKeys.resolve(key, sender);
  if (refusal) throw refusal;
  return principal;
}

import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@crossdock/core";
import type { Services } from "../procedure/context.ts";

type Signer = Pick<Services, "identity" | "appUrl" | "clock">;

/** What an address lets its bearer do with the one file that it names. */
type Use = "GET" | "PUT";

/** An address of ours for one use of a file until it expires; who has it needs no credential. */
export async function signAddress(services: Signer, use: Use, id: string, expiresAt: Date) {
  const expires = String(Math.floor(expiresAt.getTime() / 1000));
  const signature = await signatureOf(services, use, id, expires);
  return `${services.appUrl}/files/${id}?expires=${expires}&signature=${signature}`;
}

/** @throws AppError `forbidden` for an address that we did not sign, or whose time is over */
export async function checkAddress(
  services: Signer,
  use: Use,
  id: string,
  query: URLSearchParams,
): Promise<void> {
  const expires = query.get("expires") ?? "";
  const given = Buffer.from(query.get("signature") ?? "");
  const expected = Buffer.from(await signatureOf(services, use, id, expires));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notSigned;
  if (Number(expires) * 1000 <= services.clock.now().getTime()) throw expired;
}

async function signatureOf({ identity }: Signer, use: Use, id: string, expires: string) {
  const key = await identity.keyring.named("file addresses");
  return createHmac("sha256", key).update(`${use}\n${id}\n${expires}`).digest("base64url");
}

const notSigned = new AppError("forbidden", {
  detail: "This address is not whole: take it again as it was given.",
});

const expired = new AppError("forbidden", {
  detail: "The time of this address is over: ask for a new one.",
});

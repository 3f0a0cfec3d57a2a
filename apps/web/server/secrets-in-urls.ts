import type { IncomingMessage } from "node:http";
import { AppError } from "@crossdock/core";
import type { Log } from "./log.ts";
import { requestIdOf } from "./request-id.ts";

/**
 * Refuses a credential in the address of a call (OWASP ASVS 14.2.1): addresses are kept by proxies,
 * browsers and logs. The log hears that it happened, and never the value.
 * @throws AppError
 */
export function refuseSecretsInUrl(req: IncomingMessage, log: Log): void {
  const { url = "" } = req;
  if (!ofPrograms.test(url)) return;
  const parameter = secretName.exec(url)?.[1] ?? (secretValue.test(url) ? "a value" : undefined);
  if (parameter === undefined) return;
  log.warn({ requestId: requestIdOf(req), parameter }, "a credential in a URL was refused");
  throw new AppError("bad_request", {
    detail:
      "Send the credential as `Authorization: Bearer <key>`: what is in a URL is kept in logs and histories. Replace the one that was sent, if it was real.",
  });
}

// Where programs call. Pages have one-time tokens in their links, and NextAuth's paths its own.
const ofPrograms = /^\/(api(?!\/auth\/)|mcp|oauth)(\/|\?|$)/;

const secretName =
  /[?&](x?-?api[-_]?key|key|access[-_]?token|token|client[-_]?secret|secret|password|authorization)=/i;

// Our keys and the secrets of OAuth clients.
const secretValue = /cd[ks]_(live_|test_)?[0-9A-Za-z]{40}/;

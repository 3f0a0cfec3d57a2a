import { createHmac } from "node:crypto";
import { AppError } from "@crossdock/core";
import type { ApiRequest } from "./request.ts";
import type { ApiAuth } from "./settings.ts";

/** A credential to be sent: `id` names the message for `signature`, and `token` is OAuth's. */
export type Credential = { auth: ApiAuth; secret: string | null };

/**
 * The request with its credential.
 * @param messageId what a receiver of a signed message knows its repetitions by
 * @throws AppError `connector_not_configured` where the secret is missing or cannot be used
 */
export function authorized(
  request: ApiRequest,
  { auth, secret }: Credential,
  { messageId, now }: { messageId: string; now: Date },
): ApiRequest {
  if (auth.kind === "none") return request;
  if (secret === null) throw missing(auth);
  return { ...request, headers: { ...request.headers, ...headersFor(auth, secret) } };

  function headersFor(of: ApiAuth, value: string): Record<string, string> {
    if (of.kind === "basic") {
      const pair = Buffer.from(`${of.username}:${value}`).toString("base64");
      return { authorization: `Basic ${pair}` };
    }
    if (of.kind === "header") return { [of.header.toLowerCase()]: value };
    if (of.kind === "signature") return signatureOf(request.body ?? "", value, messageId, now);
    return { authorization: `Bearer ${value}` };
  }
}

/** Signs as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, seconds and body, joined by dots. */
function signatureOf(body: string, secret: string, id: string, now: Date): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length < 16) {
    throw new AppError("connector_not_configured", {
      detail: "The signing secret is too short: enter whsec_ and at least 24 bytes in base64.",
    });
  }
  const seconds = Math.floor(now.getTime() / 1000);
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,${signature}`,
  };
}

/** The headers whose values are nobody's to see. */
function secretHeaders(auth: ApiAuth): readonly string[] {
  if (auth.kind === "header") return [auth.header.toLowerCase()];
  return ["authorization"];
}

/** A request as a log may keep it: what the credential added is not in it. */
export function masked(request: ApiRequest, auth: ApiAuth): ApiRequest {
  const hidden = secretHeaders(auth);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    hidden.includes(name) ? "••••••" : value,
  ]);
  return { ...request, headers: Object.fromEntries(headers) };
}

/** The hosts that are told the secret: a secret entered for others is not used. */
export function hostsTold(baseUrl: string, auth: ApiAuth): string {
  const host = new URL(baseUrl).host;
  return auth.kind === "oauth2" ? `${host} ${new URL(auth.tokenUrl).host}` : host;
}

function missing(auth: ApiAuth): AppError {
  return new AppError("connector_not_configured", {
    detail: `This connection has no ${secretNames[auth.kind]} yet. Enter it on the connection's page.`,
  });
}

const secretNames: Record<ApiAuth["kind"], string> = {
  none: "secret",
  basic: "password",
  header: "key",
  bearer: "token",
  oauth2: "client secret",
  signature: "signing secret",
};

import type { Answer, RecordedRequest } from "../exchange.ts";
import { randomText } from "../world.ts";
import { PaypalFailure } from "./failure.ts";
import type { Merchant } from "./merchant.ts";

const lifetimeSeconds = 32_400;

/** developer.paypal.com/api/rest/authentication */
export function giveToken(merchant: Merchant, { headers, form }: RecordedRequest): Answer {
  const { clientId, clientSecret } = merchant.credentials;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  if (headers.authorization !== expected) {
    return oauthError(401, "invalid_client", "Client Authentication failed");
  }
  if (form.grant_type !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "Grant Type is not supported");
  }
  const token = `A21AA${randomText(merchant.world, 40)}`;
  merchant.tokens.set(token, merchant.world.now().getTime() + lifetimeSeconds * 1000);
  const body = {
    ...{ scope: "https://uri.paypal.com/services/payments", access_token: token },
    ...{ token_type: "Bearer", app_id: "APP-FAKE", expires_in: lifetimeSeconds, nonce: "n" },
  };
  return { status: 200, body };
}

function oauthError(status: number, error: string, error_description: string): Answer {
  return { status, body: { error, error_description } };
}

/** @throws PaypalFailure 401 */
export function checkToken({ tokens, world }: Merchant, { headers }: RecordedRequest): void {
  const [scheme, token = ""] = (headers.authorization ?? "").split(" ");
  const until = scheme === "Bearer" ? tokens.get(token) : undefined;
  if (until !== undefined && world.now().getTime() < until) return;
  const message =
    "Authentication failed due to invalid authentication credentials or a missing Authorization header.";
  throw new PaypalFailure(401, "AUTHENTICATION_FAILURE", message);
}

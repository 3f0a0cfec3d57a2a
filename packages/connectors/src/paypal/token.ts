import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { toConnectorError, toUnanswered } from "./error.ts";

export type PaypalCredentials = { apiBase: string; clientId: string; clientSecret: string };

/** An access token of the client credentials grant, kept in memory alone and never logged. */
export type PaypalTokens = {
  /** A token that is valid for a minute more. Calls that come together share one request. */
  get(deadlineMs: number): Promise<string>;
  /** Forgets this token, which PayPal has refused. */
  drop(token: string): void;
};

/** Tokens of one application (developer.paypal.com/api/rest/authentication). */
export function paypalTokens(http: HttpClient, credentials: PaypalCredentials): PaypalTokens {
  let known: { token: string; until: number } | null = null;
  let running: Promise<string> | null = null;

  async function fetchToken(deadlineMs: number): Promise<string> {
    const start = performance.now();
    const { access_token: token, expires_in } = await requestToken(http, credentials, deadlineMs);
    known = { token, until: start + expires_in * 1000 - marginMs };
    return token;
  }

  return {
    get(deadlineMs) {
      if (known && performance.now() < known.until) return Promise.resolve(known.token);
      running ??= fetchToken(deadlineMs).finally(() => {
        running = null;
      });
      return running;
    },
    drop(token) {
      if (known?.token === token) known = null;
    },
  };
}

// A token must outlive the call that carries it.
const marginMs = 60_000;

async function requestToken(
  http: HttpClient,
  { apiBase, clientId, clientSecret }: PaypalCredentials,
  deadlineMs: number,
) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const response = await http
    .request({
      method: "POST",
      url: new URL("/v1/oauth2/token", apiBase).href,
      headers: {
        authorization: `Basic ${basic}`,
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      },
      body: "grant_type=client_credentials",
      deadlineMs,
      maxBytes: 64 * 1024,
      idempotent: true,
    })
    .catch((error: unknown) => {
      throw toUnanswered(error, false);
    });
  if (response.status !== 200) throw toConnectorError(response, false);
  try {
    return http.read(response, Token);
  } catch (error) {
    throw toUnanswered(error, false);
  }
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().min(0) });

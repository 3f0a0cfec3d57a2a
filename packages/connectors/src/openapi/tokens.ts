import { createHash } from "node:crypto";
import { parseJson } from "@crossdock/core";
import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import type { ApiAuth } from "./settings.ts";

type Oauth = Extract<ApiAuth, { kind: "oauth2" }>;
type Held = { token: string; until: number };

/** Access tokens for APIs (RFC 6749 §4.4), each fetched once and kept until it ends. */
export type Tokens = {
  /** @throws ConnectorError, HttpError */
  get(auth: Oauth, secret: string): Promise<string>;
  /** The API did not take it: the next call fetches another. */
  drop(auth: Oauth, secret: string, token: string): Promise<void>;
};

export function createTokens(http: Pick<HttpClient, "request">, now: () => Date): Tokens {
  // Callers at once wait for one fetch.
  const held = new Map<string, Promise<Held>>();

  async function get(auth: Oauth, secret: string): Promise<string> {
    const key = keyOf(auth, secret);
    const known = await held.get(key)?.catch(() => null);
    if (known && known.until > now().getTime()) return known.token;
    const running = held.get(key);
    // Another caller has begun to fetch while this one waited.
    if (running && (await running.catch(() => null)) !== known) return get(auth, secret);
    if (held.size >= heldMax) held.clear();
    const fetched = fetchToken(http, now, auth, secret);
    held.set(key, fetched);
    fetched.catch(() => held.get(key) === fetched && held.delete(key));
    return (await fetched).token;
  }

  return {
    get,
    async drop(auth, secret, token) {
      const key = keyOf(auth, secret);
      const promise = held.get(key);
      const current = await promise?.catch(() => null);
      if (current?.token === token && held.get(key) === promise) held.delete(key);
    },
  };
}

const heldMax = 1000;

const Answer = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z.coerce
    .number()
    .int()
    .min(0)
    .max(365 * 86_400)
    .optional(),
});

async function fetchToken(
  http: Pick<HttpClient, "request">,
  now: () => Date,
  { tokenUrl, clientId, scope }: Oauth,
  secret: string,
): Promise<Held> {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope && { scope }) });
  // RFC 6749 §2.3.1: both are form-encoded before they are joined.
  const [user, password] = [clientId, secret].map((part) =>
    new URLSearchParams({ part }).toString().slice("part=".length),
  );
  const response = await http.request({
    method: "POST",
    url: tokenUrl,
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
    },
    body: form.toString(),
    deadlineMs: 10_000,
    maxBytes: 64_000,
  });
  if (response.status >= 500 || response.status === 429)
    throw failed("unavailable", response.status);
  const answer =
    response.status < 300 ? Answer.safeParse(parseJson(response.body.toString())) : null;
  if (!answer?.success) throw failed("configuration", response.status);
  const { access_token: token, expires_in: seconds = 300 } = answer.data;
  // A token that ends on the way is refused: it is let go a little before.
  const slack = Math.min(30, seconds / 4);
  return { token, until: now().getTime() + (seconds - slack) * 1000 };
}

function failed(kind: "unavailable" | "configuration", status: number): ConnectorError {
  const advice = kind === "configuration" ? " Look at its address, client id and secret." : "";
  return new ConnectorError("openapi", kind, `The token address answered ${status}.${advice}`);
}

// The secret is in it, so that a new one is never served the token of the old.
function keyOf(auth: Oauth, secret: string): string {
  return createHash("sha256")
    .update(JSON.stringify([auth, secret]))
    .digest("base64");
}

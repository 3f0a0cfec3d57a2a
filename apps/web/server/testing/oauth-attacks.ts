import { createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";
import { callback, type OauthShop } from "./oauth-shop.ts";

/** The programs and the customer that an attacker has to do with, and ways to send odd requests. */
export type Scene = Awaited<ReturnType<typeof setScene>>;

export type Params = Record<string, string> | [string, string][];

export async function setScene(shop: OauthShop) {
  const { browser } = await shop.customer();
  const [web, otherWeb, spa, otherSpa, machine, otherMachine] = await Promise.all([
    shop.program(),
    shop.program(),
    shop.program({ public: true }),
    shop.program({ public: true }),
    shop.machine(),
    shop.machine(),
  ]);

  function post(path: string, params: Params, headers: Record<string, string> = {}) {
    const body = new URLSearchParams(params);
    return fetch(`${shop.url}/oauth/${path}`, {
      method: "POST",
      redirect: "manual",
      body,
      headers,
    });
  }

  /** An authorization request of the confidential program; null leaves a member out. */
  function authorizeUrl(changes: Record<string, string | null> = {}): URL {
    const url = new URL("/oauth/authorize", shop.url);
    const all = {
      client_id: web.id,
      redirect_uri: callback,
      response_type: "code",
      scope: "orders:read",
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...changes,
    };
    for (const [name, value] of Object.entries(all))
      if (value !== null) url.searchParams.set(name, value);
    return url;
  }

  async function code(client = web): Promise<string> {
    const back = await browser.allow(authorizeUrl({ client_id: client.id }));
    return back.searchParams.get("code") ?? "";
  }

  /** How this client exchanges a code. */
  function exchange(code: string, client = web, changes: Record<string, string> = {}) {
    const grant = { grant_type: "authorization_code", code, redirect_uri: callback };
    return post("token", { ...grant, code_verifier: verifier, ...as(client), ...changes });
  }

  async function tokens(client = web): Promise<{ access_token: string; refresh_token: string }> {
    return (await exchange(await code(client), client)).json() as never;
  }

  function refresh(refresh_token: string, client = web, changes: Record<string, string> = {}) {
    return post("token", { grant_type: "refresh_token", refresh_token, ...as(client), ...changes });
  }

  async function machineToken(client = machine): Promise<string> {
    const answer = await post("token", { grant_type: "client_credentials", ...as(client) });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  return {
    ...{ shop, browser, web, otherWeb, spa, otherSpa, machine, otherMachine, verifier },
    ...{ post, authorizeUrl, code, exchange, tokens, refresh, machineToken, as, basic },
  };
}

const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

type Client = { id: string; secret: string };

/** The client's credentials in the body. */
function as({ id, secret }: Client): Record<string, string> {
  return { client_id: id, ...(secret ? { client_secret: secret } : {}) };
}

function basic({ id, secret }: Client): { Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` };
}

/** What is sent to be refused, by what is wrong with it. */
export type Attack = [name: string, send: (scene: Scene) => Promise<Response>];

/** Nothing is given, nothing breaks, and nothing of the answer is kept by anybody. */
export async function expectRefusal(response: Response): Promise<void> {
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({
    status: expect.toSatisfy((status: number) => status >= 400 && status < 500),
  });
  expect(text).not.toContain("access_token");
  expect(response.headers.get("cache-control")).toContain("no-store");
  expect(response.headers.get("location")).toBeNull();
}

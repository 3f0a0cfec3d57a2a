import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBrowser } from "./testing/oauth-browser.ts";
import { callback, type OauthShop, startOauthShop } from "./testing/oauth-shop.ts";

let shop: OauthShop;
beforeAll(async () => {
  shop = await startOauthShop();
});
afterAll(() => shop.close());

const insecure = { execute: [openid.allowInsecureRequests] };

async function discover({ id, secret }: { id: string; secret: string }) {
  const auth = secret === "" ? openid.None() : undefined;
  return openid.discovery(new URL(shop.url), id, secret || undefined, auth, insecure);
}

async function authorize(config: openid.Configuration, more: Record<string, string> = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: "orders:read",
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    ...more,
  });
  return { url, checks: { pkceCodeVerifier: verifier, expectedState: state } };
}

test.each([
  ["confidential", false],
  ["public", true],
])("openid-client gets a token for a customer: a %s program", async (_kind, isPublic) => {
  const { customerId, browser } = await shop.customer();
  const config = await discover(await shop.program({ public: isPublic }));
  const { url, checks } = await authorize(config);
  const { uid = "" } = await browser.ask(url);
  expect(await browser.read(uid)).toEqual({
    program: { name: "Shop app", partner: null, registered: true, redirectTo: "app.example.com" },
    scopes: ["orders:read"],
    remembered: false,
  });
  const back = await browser.decide(uid, "allow");
  expect(back.searchParams.get("iss")).toBe(shop.url);
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 900, scope: "orders:read" });
  const me = await shop.get("/api/v2/me", tokens.access_token);
  expect(await me.json()).toMatchObject({ kind: "customer", id: customerId });
  expect((await shop.get("/api/v2/orders", tokens.access_token)).status).toBe(200);
  expect((await shop.get("/api/v2/products", tokens.access_token)).status).toBe(403);
  const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect(next.refresh_token).not.toBe(tokens.refresh_token);
  expect((await shop.get("/api/v2/orders", next.access_token)).status).toBe(200);
});

test("what was allowed once is not asked again, more is, and consent can be asked for", async () => {
  const { browser } = await shop.customer();
  const config = await discover(await shop.program());
  await browser.allow((await authorize(config)).url);
  const again = await browser.ask((await authorize(config)).url);
  expect(again.location).toContain("code=");
  const more = await browser.ask(
    (await authorize(config, { scope: "orders:read products:read" })).url,
  );
  expect(await browser.read(more.uid ?? "")).toMatchObject({ remembered: false });
  const anew = await browser.ask((await authorize(config, { prompt: "consent" })).url);
  expect(await browser.read(anew.uid ?? "")).toMatchObject({ remembered: false });
});

test("another browser of the customer's goes through without a question", async () => {
  const { customerId, token, browser } = await shop.customer();
  const config = await discover(await shop.program());
  await browser.allow((await authorize(config)).url);
  const second = createBrowser(shop.app.product, { customerId, token });
  const { uid = "" } = await second.ask((await authorize(config)).url);
  expect(await second.read(uid)).toMatchObject({ remembered: true });
});

test("a customer who says no sends the program back with nothing", async () => {
  const { browser } = await shop.customer();
  const config = await discover(await shop.program());
  const { url } = await authorize(config);
  const { uid = "" } = await browser.ask(url);
  const back = await browser.decide(uid, "deny");
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.get("code")).toBeNull();
});

test("a request is its own browser's: a link alone opens none", async () => {
  const [{ browser }, other] = [await shop.customer(), await shop.customer()];
  const config = await discover(await shop.program());
  const { uid = "" } = await browser.ask((await authorize(config)).url);
  expect(await other.browser.read(uid)).toBeNull();
  await expect(other.browser.decide(uid, "allow")).rejects.toThrow("over");
});

test("whoever signs in after another is asked anew, and the token is theirs", async () => {
  const [{ browser }, second] = [await shop.customer(), await shop.customer()];
  const config = await discover(await shop.program());
  await browser.allow((await authorize(config)).url);
  browser.become(second);
  const { url, checks } = await authorize(config);
  const { uid = "" } = await browser.ask(url);
  expect(await browser.read(uid)).toMatchObject({ remembered: false });
  const back = await browser.decide(uid, "allow");
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  const me = await shop.get("/api/v2/me", tokens.access_token);
  expect(await me.json()).toMatchObject({ id: second.customerId });
});

test("oauth4webapi completes the code flow, refreshes, introspects and revokes", async () => {
  const { browser } = await shop.customer();
  const { id: client_id, secret } = await shop.program();
  const http = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(shop.url);
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...http }),
  );
  const client: oauth.Client = { client_id };
  const auth = oauth.ClientSecretBasic(secret);
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint ?? "");
  url.search = String(
    new URLSearchParams({
      client_id,
      redirect_uri: callback,
      response_type: "code",
      scope: "orders:read",
      resource: `${shop.url}/api/v2`,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    }),
  );
  const back = oauth.validateAuthResponse(
    as,
    client,
    await browser.allow(url),
    oauth.expectNoState,
  );
  const granted = await oauth.processAuthorizationCodeResponse(
    as,
    client,
    await oauth.authorizationCodeGrantRequest(as, client, auth, back, callback, verifier, {
      // Another name of the same resource.
      additionalParameters: { resource: `${shop.url}/api` },
      ...http,
    }),
  );
  const request = new Request(`${shop.url}/api/v2/orders`, {
    headers: { Authorization: `Bearer ${granted.access_token}` },
  });
  const claims = await oauth.validateJwtAccessToken(as, request, `${shop.url}/api`, http);
  expect(claims).toMatchObject({ client_id, scope: "orders:read" });
  const refreshed = await oauth.processRefreshTokenResponse(
    as,
    client,
    await oauth.refreshTokenGrantRequest(as, client, auth, granted.refresh_token ?? "", http),
  );
  const introspect = async (token: string) =>
    oauth.processIntrospectionResponse(
      as,
      client,
      await oauth.introspectionRequest(as, client, auth, token, http),
    );
  expect(await introspect(refreshed.access_token)).toMatchObject({ active: true, client_id });
  expect(await introspect(refreshed.refresh_token ?? "")).toMatchObject({
    active: true,
    client_id,
  });
  const revoke = async (token: string) =>
    oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, token, http));
  await revoke(refreshed.access_token);
  expect(await introspect(refreshed.access_token)).toEqual({ active: false });
  expect(await introspect(granted.access_token)).toMatchObject({ active: true });
  await revoke(refreshed.refresh_token ?? "");
  expect(await introspect(granted.access_token)).toEqual({ active: false });
});

test("a pushed request goes the same way", async () => {
  const { browser } = await shop.customer();
  const config = await discover(await shop.program());
  const { url: plain, checks } = await authorize(config);
  const url = await openid.buildAuthorizationUrlWithPAR(config, plain.searchParams);
  const back = await browser.allow(url);
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  expect(tokens.scope).toBe("orders:read");
});

test("a public program is in its partner's log with the tokens that it gets, and with nothing that anybody could send", async () => {
  const partnerId = await shop.app.createPartner();
  const program = await shop.program({ public: true, partnerId });
  const { browser } = await shop.customer();
  const config = await discover(program);
  const logged = async () => {
    const where = { transport: "oauth" as const, partnerId };
    const rows = await shop.app.product.db.prisma.requestLog.findMany({ where });
    return rows.map(({ operation, principalId, status }) => [operation, principalId, status]);
  };
  const send = async (endpoint: string, more: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: program.id, ...more });
    const url = `${shop.url}/oauth/${endpoint}`;
    return (await fetch(url, { method: "POST", body })).status;
  };
  const grant = { grant_type: "authorization_code", redirect_uri: callback };
  expect(await send("token", { ...grant, code: "guessed", code_verifier: "x".repeat(43) })).toBe(
    400,
  );
  expect(await send("token", { grant_type: "refresh_token", refresh_token: "guessed" })).toBe(400);
  expect(await send("introspect", { token: "guessed" })).toBe(200);
  expect(await send("revoke", { token: "guessed" })).toBe(200);
  const { url, checks } = await authorize(config);
  const back = await browser.allow(url);
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
  // The records of a process are written in the order of their requests.
  const given = ["oauth.token", program.id, 200];
  await expect.poll(logged, { timeout: 10_000 }).toEqual([given, given]);
});

import { generate } from "otplib";
import type { Canaries } from "./canaries.ts";
import type { CanaryCaller } from "./canary-caller.ts";
import type { TestApp } from "./test-app.ts";

export type Flight = { app: TestApp; caller: CanaryCaller; canaries: Canaries };

/** Keys: unknown, revoked, of another form, two at once, in the address. */
export async function wrongKeys({ app, caller, canaries: { secret } }: Flight): Promise<void> {
  for (let count = 0; count < 40; count++) {
    const unknown = secret(app.product.identity.apiKeys.issue().key);
    const made = await app.as().keys.create({ name: "k", scopes: ["orders:read"] });
    secret(made.key);
    await caller.call("/api/v2/orders", { key: made.key });
    await caller.call("/api/v2/products", { key: made.key });
    if (count % 2 === 0) await app.as().keys.revoke({ id: made.id });
    await caller.call("/api/v2/orders", { key: unknown });
    await caller.call("/api/v2/me", {
      headers: { Authorization: `Basic ${btoa(`u:${secret()}`)}` },
    });
    await caller.call("/api/v2/me", { key: unknown, headers: { "X-API-Key": secret() } });
    await caller.call(`/api/v2/me?api_key=${secret()}`);
    await caller.call(`/api/v2/products/${unknown}`);
    await caller.call(`/api/trpc/me.get?input={}&access_token=${secret()}`);
  }
}

/** So many from one address that it has to wait. */
export async function tooManyGuesses({ caller, canaries: { secret } }: Flight): Promise<void> {
  const headers = { "X-Forwarded-For": "192.0.2.1" };
  for (let count = 0; count < 70; count++)
    await caller.call("/api/v2/me", { key: secret(), headers });
}

/** Sessions, links, codes and passwords of members. */
export async function wrongSessions({
  caller,
  canaries: { secret, person },
}: Flight): Promise<void> {
  for (let count = 0; count < 20; count++) {
    const { email } = person();
    await caller.signIn("password", { email, password: secret() });
    await caller.signIn("password", { email: "owner@example.com", password: secret() });
    await caller.signIn("link", { token: secret() });
    await caller.signIn("code", { code: secret(), email });
    const stranger = `crossdock.session=${secret()}`;
    await caller.trpc("me.get", {}, stranger);
    await caller.call("/orders", { headers: { Cookie: stranger } });
    await caller.call(`/login/link?token=${secret()}`);
    await caller.call(`/login?next=/x&error=${secret()}`);
  }
}

/** What customers send to sign in, and members who forgot their password. */
export async function customerForms({
  caller,
  canaries: { secret, person },
}: Flight): Promise<void> {
  for (let count = 0; count < 8; count++) {
    const { email } = person();
    const [password, code] = [secret(), secret()];
    await caller.post("/login/mail", { body: { email } });
    await caller.post("/consent/session", { body: { email, password } });
    await caller.post("/consent/code", { body: { email } });
    await caller.post("/consent/password", { body: { email, code, password } });
    await caller.post("/consent/session", { body: { email, password: [password] } });
  }
}

/** Programs: their secrets, their tokens, and codes that were never given. */
export async function oauth({ app, caller, canaries: { secret } }: Flight): Promise<void> {
  const client = await app.as().clients.create({
    ...{ name: "c", scopes: ["orders:read"], grants: ["client_credentials"] },
  });
  const good = secret(client.secret ?? "");
  const basic = (text: string) => ({ Authorization: `Basic ${btoa(`${client.id}:${text}`)}` });
  const metadata = await caller.call("/.well-known/oauth-protected-resource/api");
  const { resource } = JSON.parse(metadata.text);
  const audience = { grant_type: "client_credentials", resource };
  const taken = await caller.form("/oauth/token", audience, basic(good));
  const token = secret(JSON.parse(taken.text || "{}").access_token ?? "");
  await caller.call("/api/v2/orders", { key: token });
  await caller.call("/api/v2/products", { key: token });
  await caller.call("/api/v2/orders", { key: secret(`${token.slice(0, -8)}AAAAAAAA`) });
  for (let count = 0; count < 12; count++) {
    await caller.form("/oauth/token", audience, basic(secret()));
    await caller.form("/oauth/token", {
      ...audience,
      client_id: client.id,
      client_secret: secret(),
    });
    await caller.form(
      "/oauth/token",
      { grant_type: "authorization_code", code: secret() },
      basic(good),
    );
    await caller.form(
      "/oauth/token",
      { grant_type: "refresh_token", refresh_token: secret() },
      basic(good),
    );
    await caller.form("/oauth/introspect", { token: secret() }, basic(good));
    await caller.form("/oauth/revoke", { token: secret() }, basic(good));
    await caller.form(`/oauth/token?client_secret=${secret()}`, audience);
    await caller.call(`/oauth/authorize?client_id=${client.id}&state=abc&response_type=code`);
  }
}

/** Members' second factor: its secret, its recovery codes, and codes that are wrong. */
export async function secondFactor({ app, caller, canaries: { secret } }: Flight): Promise<void> {
  for (let count = 0; count < 5; count++) {
    const { cookie } = await app.signIn("viewer");
    const headers = { Cookie: cookie };
    const started = await caller.post("/api/trpc/me.startSecondFactor", { body: {}, headers });
    const { result } = JSON.parse(started.text);
    const seed = secret(result.data.secret);
    const code = await generate({ secret: seed });
    const confirmed = await caller.post("/api/trpc/me.confirmSecondFactor", {
      ...{ body: { code }, headers },
    });
    for (const one of JSON.parse(confirmed.text).result.data.recoveryCodes) secret(one);
    await caller.post("/api/trpc/me.confirmSecondFactor", { body: { code: secret() }, headers });
    await caller.post("/api/trpc/me.endSecondFactor", { body: { code: secret() }, headers });
    await caller.post("/api/trpc/me.setPassword", { body: { password: secret() }, headers });
  }
}

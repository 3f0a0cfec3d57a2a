import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Attack, expectRefusal, type Scene, setScene } from "./testing/oauth-attacks.ts";
import { callback, type OauthShop, startOauthShop } from "./testing/oauth-shop.ts";

let shop: OauthShop;
let scene: Scene;
beforeAll(async () => {
  shop = await startOauthShop();
  scene = await setScene(shop);
});
afterAll(() => shop.close());

const own = { grant_type: "client_credentials" };

describe("what it may ask for", () => {
  const asMachine =
    (more: Record<string, string>) =>
    ({ post, as, machine }: Scene) =>
      post("token", { ...own, ...as(machine), ...more });
  const attacks: Attack[] = [
    ["no grant", ({ post, as, machine }) => post("token", as(machine))],
    [
      "two grants",
      ({ post, machine }) =>
        post("token", [
          ["grant_type", "client_credentials"],
          ["grant_type", "refresh_token"],
          ["client_id", machine.id],
          ["client_secret", machine.secret],
        ]),
    ],
    ...[
      "password",
      "implicit",
      "urn:ietf:params:oauth:grant-type:device_code",
      "urn:ietf:params:oauth:grant-type:jwt-bearer",
      "urn:ietf:params:oauth:grant-type:token-exchange",
      "urn:openid:params:grant-type:ciba",
      "constructor",
    ].map(
      (grant): Attack => [
        `the grant ${grant}`,
        asMachine({ grant_type: grant, username: "a", password: "b" }),
      ],
    ),
    [
      "tokens for itself, as a program of the code flow",
      ({ post, as, web }) => post("token", { ...own, ...as(web) }),
    ],
    [
      "tokens for itself, as a public program",
      ({ post, as, spa }) => post("token", { ...own, ...as(spa) }),
    ],
    ...[
      "orders:write",
      "products:read orders:write",
      "users:read",
      "keys:write",
      "openid",
      "offline_access",
      "all",
      "*",
      'a"b',
      "a\\b",
      "products:read\0",
      "PRODUCTS:READ",
    ].map((scope): Attack => [`the scope ${JSON.stringify(scope)}`, asMachine({ scope })]),
    ...[
      "https://elsewhere.example/api",
      "/api",
      "api",
      "urn:x",
      "https://127.0.0.1/api",
      "javascript:alert(1)",
      "x".repeat(3000),
    ].map((resource): Attack => [`the resource ${resource.slice(0, 40)}`, asMachine({ resource })]),
    [
      "two resources",
      ({ post, machine }) =>
        post("token", [
          ["grant_type", "client_credentials"],
          ["client_id", machine.id],
          ["client_secret", machine.secret],
          ["resource", `${shop.url}/api`],
          ["resource", `${shop.url}/mcp`],
        ]),
    ],
    ["a body of 60 KB", asMachine({ scope: "x".repeat(60_000) })],
    [
      "a body of JSON",
      ({ machine }) =>
        fetch(`${shop.url}/oauth/token`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ ...own, client_id: machine.id, client_secret: machine.secret }),
        }),
    ],
    ["GET", () => fetch(`${shop.url}/oauth/token?grant_type=client_credentials`)],
    ["to register itself", ({ post }) => post("register", { redirect_uris: callback })],
    ["who somebody is", () => fetch(`${shop.url}/oauth/userinfo`)],
    ["to end a session", ({ post }) => post("session/end/confirm", { logout: "yes" })],
    ["a path beside the known ones", () => fetch(`${shop.url}/oauth/authorize/x/y`)],
  ];
  test.each(attacks)("%s", async (_name, send) => expectRefusal(await send(scene)));
});

describe("introspection and revocation", () => {
  const attacks: Attack[] = [
    ["introspection without a client", ({ post }) => post("introspect", { token: "x" })],
    [
      "introspection with a wrong secret",
      ({ post, web }) => post("introspect", { token: "x", client_id: web.id, client_secret: "x" }),
    ],
    ["introspection of nothing", ({ post, as, web }) => post("introspect", as(web))],
    ["introspection by GET", () => fetch(`${shop.url}/oauth/introspect`)],
    ["revocation without a client", ({ post }) => post("revoke", { token: "x" })],
    [
      "revocation with a wrong secret",
      ({ post, web }) => post("revoke", { token: "x", client_id: web.id, client_secret: "x" }),
    ],
    ["revocation of nothing", ({ post, as, web }) => post("revoke", as(web))],
    [
      "a pushed request without a client",
      ({ post, authorizeUrl }) => post("par", [...authorizeUrl().searchParams]),
    ],
    [
      "a pushed request to another place",
      ({ post, as, web, authorizeUrl }) =>
        post("par", {
          ...Object.fromEntries(
            authorizeUrl({ redirect_uri: "https://evil.example/" }).searchParams,
          ),
          ...as(web),
        }),
    ],
  ];
  test.each(attacks)("%s", async (_name, send) => expectRefusal(await send(scene)));

  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test.each([
    ["garbage", async () => "garbage"],
    [
      "a token of another program",
      ({ machineToken, otherMachine }: Scene) => machineToken(otherMachine),
    ],
    [
      "another program's refresh token",
      async ({ tokens }: Scene) => (await tokens()).refresh_token,
    ],
    [
      "a token that nobody signed",
      async ({ machine }: Scene) =>
        `${b64({ alg: "none", typ: "at+jwt" })}.${b64({ iss: shop.url, client_id: machine.id, sub: machine.id, aud: `${shop.url}/api`, jti: "x", iat: 1, exp: 9e9, scope: "products:read" })}.`,
    ],
    [
      "a token whose end was cut off",
      async ({ machineToken }: Scene) => (await machineToken()).slice(0, -1),
    ],
    [
      "a token of 9 KB",
      async ({ machineToken }: Scene) => `${await machineToken()}${"A".repeat(9000)}`,
    ],
  ])("%s is not active, and nothing more is said of it", async (_name, make) => {
    const { post, as, machine } = scene;
    const answer = await post("introspect", { token: await make(scene), ...as(machine) });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ active: false });
  });

  test("revoking what is not one's own does nothing, and says the same", async () => {
    const { post, as, machine, otherMachine, machineToken } = scene;
    const token = await machineToken(otherMachine);
    for (const sent of [token, "garbage", ""]) {
      const answer = await post("revoke", { token: sent || "x", ...as(machine) });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe("");
    }
    expect((await shop.get("/api/v2/products", token)).status).toBe(200);
  });
});

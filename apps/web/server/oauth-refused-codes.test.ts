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

describe("codes and refresh tokens", () => {
  const attacks: Attack[] = [
    ["no code", ({ exchange }) => exchange("")],
    ["an invented code", ({ exchange }) => exchange("A".repeat(43))],
    ["another's code", async ({ code, exchange, otherWeb }) => exchange(await code(), otherWeb)],
    [
      "another public program's code",
      async ({ code, exchange, spa, otherSpa }) => exchange(await code(spa), otherSpa),
    ],
    [
      "a confidential program's code by a public one",
      async ({ code, exchange, spa }) => exchange(await code(), spa),
    ],
    [
      "a code by whoever has no such grant",
      async ({ code, exchange, machine }) => exchange(await code(), machine),
    ],
    [
      "no redirect",
      async ({ code, exchange }) => exchange(await code(), undefined, { redirect_uri: "" }),
    ],
    [
      "another redirect",
      async ({ code, exchange }) =>
        exchange(await code(), undefined, { redirect_uri: "https://evil.example/" }),
    ],
    [
      "a redirect with a slash more",
      async ({ code, exchange }) =>
        exchange(await code(), undefined, { redirect_uri: `${callback}/` }),
    ],
    [
      "no verifier",
      async ({ code, exchange }) => exchange(await code(), undefined, { code_verifier: "" }),
    ],
    [
      "a wrong verifier",
      async ({ code, exchange }) =>
        exchange(await code(), undefined, { code_verifier: "w".repeat(43) }),
    ],
    [
      "a short verifier",
      async ({ code, exchange, verifier }) =>
        exchange(await code(), undefined, { code_verifier: verifier.slice(1) }),
    ],
    [
      "the challenge as its verifier",
      async ({ code, exchange, authorizeUrl }) =>
        exchange(await code(), undefined, {
          code_verifier: authorizeUrl().searchParams.get("code_challenge") ?? "",
        }),
    ],
    [
      "a code for another resource",
      async ({ code, exchange }) =>
        exchange(await code(), undefined, { resource: `${shop.url}/mcp` }),
    ],
    [
      "a refresh token as a code",
      async ({ tokens, exchange }) => exchange((await tokens()).refresh_token),
    ],
    [
      "an access token as a code",
      async ({ tokens, exchange }) => exchange((await tokens()).access_token),
    ],
    ["no refresh token", ({ refresh }) => refresh("")],
    ["an invented refresh token", ({ refresh }) => refresh("A".repeat(43))],
    [
      "another's refresh token",
      async ({ tokens, refresh, otherWeb }) => refresh((await tokens()).refresh_token, otherWeb),
    ],
    [
      "another public program's refresh token",
      async ({ tokens, refresh, spa, otherSpa }) =>
        refresh((await tokens(spa)).refresh_token, otherSpa),
    ],
    [
      "a refresh token for more scopes",
      async ({ tokens, refresh }) =>
        refresh((await tokens()).refresh_token, undefined, { scope: "orders:read products:read" }),
    ],
    [
      "a refresh token for another resource",
      async ({ tokens, refresh }) =>
        refresh((await tokens()).refresh_token, undefined, { resource: `${shop.url}/mcp` }),
    ],
    [
      "an access token as a refresh token",
      async ({ tokens, refresh }) => refresh((await tokens()).access_token),
    ],
    ["a code as a refresh token", async ({ code, refresh }) => refresh(await code())],
    [
      "a refresh token that was revoked",
      async ({ tokens, refresh, post, as, web }) => {
        const { refresh_token } = await tokens();
        await post("revoke", { token: refresh_token, ...as(web) });
        return refresh(refresh_token);
      },
    ],
  ];
  test.each(attacks)("%s", async (_name, send) => expectRefusal(await send(scene)));

  test("a scope that is slipped in with the code gives nothing", async () => {
    const answer = await scene.exchange(await scene.code(), undefined, { scope: "products:read" });
    expect(await answer.json()).toMatchObject({ scope: "orders:read" });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, type Scene, setScene } from "./testing/oauth-attacks.ts";
import { callback, type OauthShop, startOauthShop } from "./testing/oauth-shop.ts";

let shop: OauthShop;
let scene: Scene;
beforeAll(async () => {
  shop = await startOauthShop();
  scene = await setScene(shop);
});
afterAll(() => shop.close());

describe("where a browser is never sent", () => {
  const redirects = [
    "https://evil.example/callback",
    "https://sub.app.example.com/callback",
    "https://app.example.com.evil.example/callback",
    "https://app.example.com@evil.example/callback",
    "https://evil.example\\@app.example.com/callback",
    "https://app.example.com:444/callback",
    "https://app.example.com./callback",
    "https://APP.EXAMPLE.COM/callback",
    "http://app.example.com/callback",
    "https://app.example.com/callback/",
    "https://app.example.com/callback/../evil",
    "https://app.example.com/callback%2f..%2fevil",
    "https://app.example.com/callback?next=https://evil.example",
    "https://app.example.com/callback#x",
    "https://app.example.com/CALLBACK",
    "//evil.example/callback",
    "/callback",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://аpp.example.com/callback",
    "https://app.example.com/callback\n",
    " https://app.example.com/callback",
    "http://localhost/callback",
    "",
  ];
  test.each(redirects)("%j", async (redirect_uri) => {
    const response = await scene.browser.open(scene.authorizeUrl({ redirect_uri }));
    await expectRefusal(response);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  test.each([
    ["an unknown client", { client_id: "cli_x" }],
    ["no client", { client_id: null }],
    ["a machine", { client_id: "machine" }],
    ["the document of a machine of ours", { client_id: "https://127.0.0.1/client.json" }],
    ["a document over http", { client_id: "http://app.example.com/client.json" }],
  ])("for %s", async (_name, changes) => {
    const client_id = changes.client_id === "machine" ? scene.machine.id : changes.client_id;
    await expectRefusal(await scene.browser.open(scene.authorizeUrl({ client_id })));
  });

  test("to the second of two redirects", async () => {
    const url = scene.authorizeUrl();
    url.searchParams.append("redirect_uri", "https://evil.example/");
    await expectRefusal(await scene.browser.open(url));
  });

  test("with what is written in an error page as more than text", async () => {
    const url = scene.authorizeUrl({ client_id: "<img src=x onerror=alert(1)>" });
    const html = await (await scene.browser.open(url)).text();
    expect(html).not.toContain("<img");
  });
});

describe("what a program gets back instead of a code", () => {
  const cases: [string, Record<string, string | null>, string][] = [
    ["no challenge", { code_challenge: null, code_challenge_method: null }, "invalid_request"],
    ["a plain challenge", { code_challenge_method: "plain" }, "invalid_request"],
    ["a challenge without its method", { code_challenge_method: null }, "invalid_request"],
    ["a method without a challenge", { code_challenge: null }, "invalid_request"],
    ["a short challenge", { code_challenge: "short" }, "invalid_request"],
    ["an odd challenge", { code_challenge: `${"a".repeat(42)}!` }, "invalid_request"],
    ["no response type", { response_type: null }, "invalid_request"],
    ...["token", "id_token", "code token", "code id_token", "code id_token token"].map(
      (response_type): [string, Record<string, string>, string] => [
        `the response type ${response_type}`,
        { response_type, nonce: "n" },
        "invalid_request",
      ],
    ),
    ["the response type none", { response_type: "none" }, "unsupported_response_type"],
    ["a scope beyond the program's", { scope: "orders:write" }, "invalid_scope"],
    ["a scope that no customer grants", { scope: "inventory:write" }, "invalid_scope"],
    ["a permission of the team", { scope: "orders:read users:read" }, "invalid_scope"],
    ["openid", { scope: "openid orders:read" }, "invalid_scope"],
    ["another resource", { resource: "https://elsewhere.example/api" }, "invalid_target"],
    ["a request object", { request: "e30.e30." }, "request_not_supported"],
    ["a registration", { registration: "{}" }, "registration_not_supported"],
    ["an id token's hint", { id_token_hint: "e30.e30." }, "invalid_request"],
    ["an old sign-in as a new one", { prompt: "login" }, "invalid_request"],
    ["two prompts that contradict", { prompt: "none consent" }, "invalid_request"],
    ["an unknown prompt", { prompt: "create" }, "invalid_request"],
  ];
  test.each(cases)("%s", async (_name, changes, error) => {
    const { location } = await scene.browser.ask(scene.authorizeUrl(changes));
    const back = new URL(location);
    expect(`${back.origin}${back.pathname}`).toBe(callback);
    const said = new URLSearchParams(back.search || back.hash.slice(1));
    expect(said.get("error")).toBe(error);
    expect(said.get("code")).toBeNull();
    expect(said.get("iss")).toBe(shop.url);
  });

  test("no question, where there must be one", async () => {
    const { browser } = await shop.customer();
    const { location } = await browser.ask(scene.authorizeUrl({ prompt: "none" }));
    expect(new URL(location).searchParams.get("error")).toBe("login_required");
  });
});

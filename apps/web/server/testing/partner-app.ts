import { createServer } from "node:http";
import * as openid from "openid-client";
import { listen } from "./listen.ts";

/** A partner's web program, made as partners make theirs: with `openid-client`, on loopback. */
export async function startPartnerApp(shopUrl: string) {
  let arrived = "";
  const server = createServer((req, res) => {
    if (req.url?.startsWith("/callback")) arrived = req.url;
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    res.end('<!doctype html><html lang="en"><title>Trail log</title><h1>Welcome back</h1></html>');
  });
  const url = await listen(server);
  const redirectUri = `${url}/callback`;
  return {
    redirectUri,
    close: () => server.close(),
    /** Begins to act for a customer, with the client that the shop has registered for it. */
    async begin(clientId: string, secret: string, scope: string) {
      const config = await openid.discovery(new URL(shopUrl), clientId, secret, undefined, {
        algorithm: "oauth2",
        execute: [openid.allowInsecureRequests],
      });
      const pkceCodeVerifier = openid.randomPKCECodeVerifier();
      const expectedState = openid.randomState();
      const authorizeUrl = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state: expectedState,
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: "S256",
        resource: `${shopUrl}/api`,
      });
      return {
        authorizeUrl: authorizeUrl.href,
        /** Once the browser is back: the tokens for the code that it brought. */
        tokens: () => {
          const checks = { pkceCodeVerifier, expectedState };
          return openid.authorizationCodeGrant(config, new URL(arrived, url), checks);
        },
        revoke: (token: string) => openid.tokenRevocation(config, token),
      };
    },
  };
}

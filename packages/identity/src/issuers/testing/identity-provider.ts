import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import jwt from "jsonwebtoken";

/** Somebody else's server that publishes keys on loopback, and makes tokens with another library than we read them with. */
export type IdentityProvider = {
  issuer: string;
  jwksUrl: string;
  /** How often its keys were fetched. */
  fetches(): number;
  /** Puts a new key in place of the old one. */
  rotate(): void;
  /** What is answered instead of the keys, from now on; null is the keys again. */
  answer(instead: { status?: number; body: string } | null): void;
  sign(claims: object, options?: jwt.SignOptions & { key?: jwt.Secret }): string;
  publicPem(): string;
  close(): Promise<void>;
};

export async function startIdentityProvider(): Promise<IdentityProvider> {
  let made = 0;
  let fetches = 0;
  let key = makeKey(`k${++made}`);
  let instead: { status?: number; body: string } | null = null;
  const server = createServer((_req, res) => {
    fetches += 1;
    const jwk = {
      ...key.publicKey.export({ format: "jwk" }),
      kid: key.kid,
      alg: "ES256",
      use: "sig",
    };
    const { status = 200, body } = instead ?? { body: JSON.stringify({ keys: [jwk] }) };
    res.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    issuer: `https://login.example/${port}`,
    jwksUrl: `http://127.0.0.1:${port}/keys`,
    fetches: () => fetches,
    rotate: () => {
      key = makeKey(`k${++made}`);
    },
    answer: (next) => {
      instead = next;
    },
    sign: (claims, { key: other, ...options } = {}) =>
      jwt.sign(claims, other ?? key.privateKey, {
        ...{ algorithm: "ES256", keyid: key.kid, noTimestamp: true },
        ...options,
      }),
    publicPem: () => key.publicKey.export({ format: "pem", type: "spki" }).toString(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

function makeKey(kid: string): Key {
  return { kid, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}

import { createHmac, createPublicKey } from "node:crypto";
import jwt from "jsonwebtoken";
import { type Attack, attack, brief } from "./attack.ts";
import { assemble, type Forge, type Members, signedBy } from "./forge.ts";

export function withoutSignature({ header, claims, good }: Forge): Attack[] {
  const signature = good.split(".")[2] ?? "";
  const algorithms = ["none", "None", "NONE", "nOnE", "", " none", "none\u0000", null, 0, ["none"]];
  return algorithms.flatMap((alg) => [
    attack(`alg ${JSON.stringify(alg)}, no signature`, assemble({ ...header, alg }, claims, "")),
    attack(
      `alg ${JSON.stringify(alg)}, a good signature`,
      `${assemble({ ...header, alg }, claims, "").slice(0, -1)}.${signature}`,
    ),
  ]);
}

export function withPublicKeyAsSecret({ header, claims, publicJwk }: Forge): Attack[] {
  const key = createPublicKey({ key: publicJwk, format: "jwk" });
  const secrets: Record<string, string | Buffer> = {
    PEM: key.export({ type: "spki", format: "pem" }),
    "PEM without its end of line": String(key.export({ type: "spki", format: "pem" })).trim(),
    DER: key.export({ type: "spki", format: "der" }),
    JWK: JSON.stringify(publicJwk),
    x: String(publicJwk.x),
    "key id": String(header.kid),
    issuer: String(claims.iss),
    audience: String(claims.aud),
    nothing: "",
    "one zero": "\0",
    secret: "secret",
  };
  return Object.entries(secrets).flatMap(([name, secret]) =>
    ([256, 384, 512] as const).map((bits) => {
      const unsigned = assemble({ ...header, alg: `HS${bits}` }, claims, "").slice(0, -1);
      const mac = createHmac(`sha${bits}`, secret).update(unsigned).digest("base64url");
      return attack(`HS${bits} with the public key as a secret: ${name}`, `${unsigned}.${mac}`);
    }),
  );
}

export function withForeignKey({ header, claims, foreign }: Forge): Attack[] {
  const keyid = String(header.kid);
  const made = [
    ["ES256", foreign.ec],
    ["ES384", foreign.ec384],
    ["ES512", foreign.ec521],
    ["RS256", foreign.rsa],
    ["RS384", foreign.rsa],
    ["RS512", foreign.rsa],
    ["PS256", foreign.rsa],
    ["PS384", foreign.rsa],
    ["PS512", foreign.rsa],
  ] as const;
  return [
    ...made.map(([algorithm, key]) =>
      attack(
        `${algorithm} by a foreign key under our key id`,
        jwt.sign(claims, key, { algorithm, keyid, header: { alg: algorithm, typ: "at+jwt" } }),
      ),
    ),
    ...["EdDSA", "Ed25519", "ES256K", "ES256", "RS256"].map((alg) =>
      attack(
        `${alg} claimed, a foreign P-256 key`,
        signedBy(foreign.ec, { ...header, alg }, claims),
      ),
    ),
  ];
}

export function withKeyInHeader({ header, claims, foreign: { ec } }: Forge): Attack[] {
  const jwk = createPublicKey(ec).export({ format: "jwk" });
  const url = "http://127.0.0.1:1/jwks";
  const certificate = createPublicKey(ec)
    .export({ type: "spki", format: "der" })
    .toString("base64");
  const additions: Members[] = [
    { jwk },
    { jwk: { ...jwk, kid: header.kid } },
    { jwk, kid: undefined },
    { jwk, kid: "attacker" },
    { jku: url },
    { jku: `file:///etc/passwd` },
    { jku: `${claims.iss}/oauth/jwks` },
    { jku: url, kid: "attacker" },
    { x5u: url },
    { x5u: url, kid: "attacker" },
    { x5c: [certificate] },
    { x5c: [certificate], kid: undefined },
    { x5t: "AAAA", kid: undefined },
    { "x5t#S256": "AAAA", kid: undefined },
  ];
  return additions.map((more) =>
    attack(
      `a key of its own by ${JSON.stringify(Object.keys(more))}, kid ${"kid" in more ? more.kid : "ours"}`,
      signedBy(ec, { ...header, ...more }, claims),
    ),
  );
}

export function withOddKeyId({ header, claims, own, foreign: { ec } }: Forge): Attack[] {
  const ids = [
    "../../../../dev/null",
    "/dev/null",
    "' OR '1'='1",
    "x'; DROP TABLE signing_key; --",
    "__proto__",
    "constructor",
    "",
    " ",
    "k".repeat(10_000),
    "http://127.0.0.1:1/",
    "\u0000",
    0,
    1e308,
    true,
    null,
    [header.kid],
    { toString: "x" },
  ];
  return ids.flatMap((kid) => [
    attack(`kid ${brief(kid)} by a foreign key`, signedBy(ec, { ...header, kid }, claims)),
    attack(`kid ${brief(kid)} by our own key`, signedBy(own, { ...header, kid }, claims)),
  ]);
}

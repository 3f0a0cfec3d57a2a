import { createHmac, createPublicKey } from "node:crypto";
import jwt from "jsonwebtoken";
import { assemble, derSignature, type Forge, type Members, signedBy } from "./forge.ts";

/** A token that must be refused, and why it may look good. */
export type Attack = { name: string; token: string };

/** Every forged token, by family; no two are the same. */
export function attacksOf(forge: Forge): Attack[] {
  const attacks = [
    ...withoutSignature(forge),
    ...withPublicKeyAsSecret(forge),
    ...withForeignKey(forge),
    ...withKeyInHeader(forge),
    ...withOddKeyId(forge),
    ...withOddHeader(forge),
    ...withWrongClaims(forge),
    ...withWrongType(forge),
    ...withBrokenSignature(forge),
    ...withOddEncoding(forge),
    ...withFlippedBits(forge),
    ...ofAnotherKind(forge),
  ];
  return [...new Map(attacks.map((attack) => [attack.token, attack])).values()];
}

function withoutSignature({ header, claims, good }: Forge): Attack[] {
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

function withPublicKeyAsSecret({ header, claims, publicJwk }: Forge): Attack[] {
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

function withForeignKey({ header, claims, foreign }: Forge): Attack[] {
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

function withKeyInHeader({ header, claims, foreign: { ec } }: Forge): Attack[] {
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

function withOddKeyId({ header, claims, own, foreign: { ec } }: Forge): Attack[] {
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

function withOddHeader({ header, claims, own, foreign: { ec } }: Forge): Attack[] {
  const additions: Members[] = [
    { crit: ["exp"], exp: 1 },
    { crit: ["http://example.com/unknown"], "http://example.com/unknown": true },
    { crit: [] },
    { crit: "exp" },
    { crit: ["b64"], b64: false },
    { crit: ["alg"] },
    { crit: null },
  ];
  return [
    ...additions.map((more) =>
      attack(
        `critical header ${JSON.stringify(more)}, our own key`,
        signedBy(own, { ...header, ...more }, claims),
      ),
    ),
    ...[{ b64: false }, { cty: "JWT" }, { zip: "DEF" }, { enc: "A256GCM" }].map((more) =>
      attack(`header ${JSON.stringify(more)}`, signedBy(ec, { ...header, ...more }, claims)),
    ),
    ...['"text"', "[]", "null", "1", "{", '{"alg":"ES256",}', "\u00ff"].map((text) =>
      attack(`the header is ${text}`, signedBy(own, text, claims)),
    ),
    ...['"text"', "[]", "null", "1", "{", '{"iss":}', ""].map((text) =>
      attack(`the payload is ${text}`, signedBy(own, header, text)),
    ),
  ];
}

function withWrongClaims({ header, claims, own }: Forge): Attack[] {
  const now = Math.floor(Date.now() / 1000);
  const iss = String(claims.iss);
  const aud = String(claims.aud);
  const changes: Members = {
    exp: [
      now - 60,
      now - 31,
      0,
      -1,
      undefined,
      null,
      String(now + 600),
      [now + 600],
      {},
      true,
      "never",
    ],
    nbf: [now + 120, now + 31 + 30, String(now), "soon", [], true],
    iss: [
      `${iss}/`,
      iss.toUpperCase(),
      `${iss}.example.com`,
      `${iss}:80`,
      `http://x@${iss.slice(7)}`,
      "",
      undefined,
      null,
      [iss],
      { iss },
      1,
      `${iss}\u0000`,
      ` ${iss}`,
    ],
    aud: [
      `${aud}/`,
      aud.toUpperCase(),
      aud.slice(0, -1),
      `${aud}x`,
      `${aud}/v1`,
      iss,
      "",
      undefined,
      null,
      [],
      [`${aud}/`],
      ["https://api.example.com"],
      { aud },
      1,
      `${aud}\u0000`,
      `${aud}#`,
      `${aud}?`,
    ],
    client_id: [
      undefined,
      null,
      "",
      "cli_01aaaaaaaaaaaaaaaaaaaaaaaa",
      1,
      [claims.client_id],
      "'--",
    ],
    sub: [undefined, null, "", 1, ["x"], "cus_01aaaaaaaaaaaaaaaaaaaaaaaa", "usr_owner", "system"],
    jti: [undefined, null, "", 1, []],
  };
  return Object.entries(changes).flatMap(([claim, values]) =>
    (values as unknown[]).map((value) =>
      attack(
        `${claim} ${brief(value)}, our own key`,
        signedBy(own, header, { ...claims, [claim]: value }),
      ),
    ),
  );
}

function withWrongType({ header, claims, own }: Forge): Attack[] {
  const types = ["JWT", "jwt", "id+jwt", "logout+jwt", "at+jwt ", "at+jwtx", "application/jwt", ""];
  return [...types, undefined, null, 1, ["at+jwt"]].map((typ) =>
    attack(`typ ${brief(typ)}, our own key`, signedBy(own, { ...header, typ }, claims)),
  );
}

function withBrokenSignature({ good, own, foreign: { ec } }: Forge): Attack[] {
  const [head = "", body = "", signature = ""] = good.split(".");
  const input = `${head}.${body}`;
  const bytes = Buffer.from(signature, "base64url");
  const [r, s] = [bytes.subarray(0, 32), bytes.subarray(32)];
  const zeros = Buffer.alloc(32);
  const variants: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    zeros: Buffer.alloc(64),
    "r alone": Buffer.concat([r, zeros]),
    "s alone": Buffer.concat([zeros, s]),
    ones: Buffer.alloc(64, 255),
    "r and s swapped": Buffer.concat([s, r]),
    "a byte less": bytes.subarray(0, -1),
    "a byte more": Buffer.concat([bytes, Buffer.alloc(1)]),
    twice: Buffer.concat([bytes, bytes]),
    "DER by our own key": derSignature(own, input),
    "DER by a foreign key": derSignature(ec, input),
    half: bytes.subarray(0, 32),
  };
  return Object.entries(variants).map(([name, variant]) =>
    attack(`signature: ${name}`, `${input}.${variant.toString("base64url")}`),
  );
}

function withOddEncoding({ good }: Forge): Attack[] {
  const [head = "", body = "", signature = ""] = good.split(".");
  const tokens: Record<string, string> = {
    padded: `${head}=.${body}==.${signature}==`,
    "the signature padded": `${head}.${body}.${signature}==`,
    "two parts": `${head}.${body}`,
    "an empty signature": `${head}.${body}.`,
    "four parts": `${good}.${signature}`,
    "five parts": `${head}.${body}.${signature}.${body}.${signature}`,
    "an empty first part": `.${body}.${signature}`,
    "an empty payload": `${head}..${signature}`,
    "a dot behind": `${good}.`,
    "a dot before": `.${good}`,
    "dots alone": "..",
    "full-width dots": good.replaceAll(".", "%EF%BC%8E"),
    "upper case": good.toUpperCase(),
    "another last letter": `${good.slice(0, -1)}${nextLetter(good.at(-1) ?? "")}`,
    "a letter less": good.slice(0, -1),
    "a letter more": `${good}A`,
    "percent-encoded dots": good.replaceAll(".", "%2E"),
    "a comma behind": `${good},${good}`,
    "a quoted token": `"${good}"`,
    "a long token": `${head}.${body}${"A".repeat(9000)}.${signature}`,
    "header and payload swapped": `${body}.${head}.${signature}`,
  };
  return Object.entries(tokens).map(([name, token]) => attack(`encoding: ${name}`, token));
}

/** The last letter carries bits that belong to no byte: another one may decode to the same bytes. */
function nextLetter(letter: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters[(letters.indexOf(letter) + 1) % 64] ?? "A";
}

function withFlippedBits({ good }: Forge): Attack[] {
  const parts = good.split(".").map((part) => Buffer.from(part, "base64url"));
  return parts.flatMap((bytes, part) =>
    Array.from({ length: 16 }, (_, turn) => {
      const changed = Buffer.from(bytes);
      const at = Math.floor((turn * bytes.length) / 16);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (turn % 8)), at);
      const flipped = parts.map((one, index) => (index === part ? changed : one));
      return attack(
        `bit ${turn % 8} of byte ${at} of part ${part} flipped`,
        flipped.map((one) => one.toString("base64url")).join("."),
      );
    }),
  );
}

function ofAnotherKind({ claims, publicJwk }: Forge): Attack[] {
  const jwe = (header: Members) =>
    [JSON.stringify(header), "key", "iv0123456789", "ciphertext", "tag0123456789abc"]
      .map((part) => Buffer.from(part).toString("base64url"))
      .join(".");
  return [
    attack("JWE dir", jwe({ alg: "dir", enc: "A256GCM" })),
    attack("JWE with a bomb", jwe({ alg: "dir", enc: "A256GCM", zip: "DEF" })),
    attack(
      "JWE of ten million rounds",
      jwe({ alg: "PBES2-HS256+A128KW", enc: "A128GCM", p2c: 1e7 }),
    ),
    attack("JWE for our public key", jwe({ alg: "ECDH-ES", enc: "A256GCM", epk: publicJwk })),
    attack("JSON in place of a token", JSON.stringify(claims).replaceAll(" ", "")),
    attack("the claims alone", Buffer.from(JSON.stringify(claims)).toString("base64url")),
  ];
}

function attack(name: string, token: string): Attack {
  return { name, token };
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "missing").slice(0, 40);
}

import { type Attack, attack, brief } from "./attack.ts";
import { type Forge, type Members, signedBy } from "./forge.ts";

export function withOddHeader({ header, claims, own, foreign: { ec } }: Forge): Attack[] {
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

export function withWrongClaims({ header, claims, own }: Forge): Attack[] {
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

export function withWrongType({ header, claims, own }: Forge): Attack[] {
  const types = ["JWT", "jwt", "id+jwt", "logout+jwt", "at+jwt ", "at+jwtx", "application/jwt", ""];
  return [...types, undefined, null, 1, ["at+jwt"]].map((typ) =>
    attack(`typ ${brief(typ)}, our own key`, signedBy(own, { ...header, typ }, claims)),
  );
}

import { type Attack, attack } from "./attack.ts";
import { derSignature, type Forge, type Members } from "./forge.ts";

export function withBrokenSignature({ good, own, foreign: { ec } }: Forge): Attack[] {
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

export function withOddEncoding({ good }: Forge): Attack[] {
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

export function withFlippedBits({ good }: Forge): Attack[] {
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

export function ofAnotherKind({ claims, publicJwk }: Forge): Attack[] {
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

/** The last letter carries bits that belong to no byte: another one may decode to the same bytes. */
function nextLetter(letter: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters[(letters.indexOf(letter) + 1) % 64] ?? "A";
}

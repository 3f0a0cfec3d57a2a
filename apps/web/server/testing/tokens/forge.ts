import {
  createSign,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from "node:crypto";
import jwt from "jsonwebtoken";

/** What an attacker, or a careless issuer, has at hand; made by nothing that the product verifies with. */
export type Forge = {
  /** The parts of a token that is good. */
  header: Members;
  claims: Members;
  /** That token. */
  good: string;
  /** The server's own key: what is signed with it is refused for its claims alone. */
  own: KeyObject;
  /** Its public half, as everybody can read it. */
  publicJwk: JsonWebKey;
  /** Keys of the attacker's. */
  foreign: { ec: KeyObject; ec384: KeyObject; ec521: KeyObject; rsa: KeyObject; ed: KeyObject };
};

export type Members = Record<string, unknown>;

export function createForge(good: string, own: KeyObject, publicJwk: JsonWebKey): Forge {
  const decoded = jwt.decode(good, { complete: true });
  if (decoded === null || typeof decoded.payload === "string") throw new Error("No JWT");
  const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).privateKey;
  return {
    ...{ header: { ...decoded.header }, claims: { ...decoded.payload }, good, own, publicJwk },
    foreign: {
      ec: ec("P-256"),
      ec384: ec("P-384"),
      ec521: ec("P-521"),
      rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
      ed: generateKeyPairSync("ed25519").privateKey,
    },
  };
}

/** A JWS of any header and payload, made by hand: libraries refuse to make most attacks. */
export function assemble(header: unknown, payload: unknown, signature: string | Buffer): string {
  return `${encode(header)}.${encode(payload)}.${toBase64url(signature)}`;
}

/** Signed as ES256 says, whatever the header claims. */
export function signedBy(key: KeyObject, header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${rawSignature(key, input).toString("base64url")}`;
}

function rawSignature(key: KeyObject, input: string): Buffer {
  return sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
}

/** The signature in DER, which JWS does not take. */
export function derSignature(key: KeyObject, input: string): Buffer {
  return createSign("sha256").update(input).sign(key);
}

/** A text is taken as JSON already, so that duplicates and odd numbers can be written. */
function encode(part: unknown): string {
  return toBase64url(typeof part === "string" ? part : JSON.stringify(part));
}

function toBase64url(bytes: string | Buffer): string {
  return Buffer.from(bytes).toString("base64url");
}

import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { isCompactJws } from "../compact-jws.ts";
import { tokenLengthMax } from "./issuer-of.ts";
import { type KeySets, KeysUnavailable } from "./key-sets.ts";
import type { Issuer } from "./read.ts";

/** What is looked at, in this order; the first that fails is what the caller is told. */
export const tokenSteps = [
  ...["form", "issuer", "header", "keys", "signature", "time", "audience", "subject"],
] as const;

export type TokenStep = (typeof tokenSteps)[number];

/** A token that is not taken, and at which step. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly step: TokenStep;

  constructor(step: TokenStep, message: string, options?: ErrorOptions) {
    super(message, options);
    this.step = step;
  }
}

/** Of others, asymmetric ones alone: with HS256 a public key would be the secret, `none` is no signature. */
const algorithms = [
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
];

/**
 * The claims of a token that is good at `now`, and whom it names.
 * @throws TokenRefused naming the step; its `cause` is a `KeysUnavailable` where nothing can be said yet
 */
export async function verifyToken(
  token: string,
  issuer: Issuer,
  keySets: KeySets,
  now: Date,
): Promise<{ claims: JWTPayload; subject: string }> {
  checkHeader(token);
  if (!isCompactJws(token)) throw new TokenRefused("form", "It is not spelt as RFC 7515 says.");
  const claims = await verify(token, issuer, keySets, now);
  const subject = claims[issuer.subjectClaim];
  if (typeof subject !== "string" || !isName.test(subject)) {
    throw new TokenRefused("subject", `The claim ${issuer.subjectClaim} names nobody.`);
  }
  return { claims, subject };
}

// Whoever it is, is written into the audit log: PostgreSQL takes no NUL in a text.
const isName = /^[^\0]{1,255}$/s;

function checkHeader(token: string): void {
  const header = headerOf(token);
  const { alg, typ = "JWT" } = header;
  // Keys come from the registered address alone, never from where the token itself points.
  const pointing = ["jku", "x5u", "jwk", "crit"].find((name) => name in header);
  if (pointing) throw new TokenRefused("header", `Its header has ${pointing}, which is not taken.`);
  if (!algorithms.includes(String(alg))) {
    throw new TokenRefused(
      "header",
      `It is signed with ${alg}; use one of ${algorithms.join(", ")}.`,
    );
  }
  if (!/^(application\/)?(at\+)?jwt$/i.test(String(typ))) {
    throw new TokenRefused("header", `Its type is ${typ}, not JWT or at+jwt.`);
  }
}

function headerOf(token: string) {
  if (token.length > tokenLengthMax) {
    throw new TokenRefused("form", `It has more than ${tokenLengthMax} characters.`);
  }
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw new TokenRefused("form", "It is no signed JWT.", { cause });
  }
}

async function verify(token: string, issuer: Issuer, keySets: KeySets, now: Date) {
  try {
    const { payload } = await jwtVerify(token, keySets.keysAt(issuer.jwksUrl), {
      algorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ["exp"],
      clockTolerance: 30,
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    throw refusalOf(cause);
  }
}

function refusalOf(cause: unknown): TokenRefused {
  if (cause instanceof KeysUnavailable) return new TokenRefused("keys", cause.message, { cause });
  if (cause instanceof errors.JWKSNoMatchingKey) {
    return new TokenRefused("keys", "None of the issuer's keys has its kid and algorithm.");
  }
  if (cause instanceof errors.JWKSMultipleMatchingKeys) {
    return new TokenRefused("keys", "It has no kid, and several of the issuer's keys fit.");
  }
  if (cause instanceof errors.JWTExpired) return new TokenRefused("time", "It has expired.");
  if (cause instanceof errors.JWTClaimValidationFailed) return claimRefusal(cause);
  if (cause instanceof errors.JWTInvalid)
    return new TokenRefused("form", "Its claims are no JSON object.");
  return new TokenRefused("signature", "Its signature is not one of the issuer's keys.", { cause });
}

function claimRefusal({ claim, reason }: errors.JWTClaimValidationFailed): TokenRefused {
  if (claim === "aud") return new TokenRefused("audience", "It is for another audience.");
  if (claim === "iss") return new TokenRefused("issuer", "It is of another issuer.");
  if (claim === "exp" && reason === "missing") return new TokenRefused("time", "It has no exp.");
  return new TokenRefused(
    "time",
    claim === "nbf" ? "It is not good yet." : `Its ${claim} is no time.`,
  );
}

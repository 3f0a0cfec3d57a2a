import { AppError, type Clock } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import { errors, importJWK, type JWTVerifyGetKey, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { isCompactJws } from "../compact-jws.ts";
import { createShortMemory } from "../short-memory.ts";
import { type SigningKeys, signingAlgorithm, signingKeysTopic } from "./keys.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Whom an access token speaks for, or why it is refused, in words for its holder. */
type TokenResolution =
  | { principal: Standing["principal"]; refusal?: undefined }
  | { principal?: undefined; refusal: AppError };

/** What a good access token of ours says (RFC 9068). */
export type AccessTokenClaims = {
  jti: string;
  sub: string;
  client_id: string;
  aud: string;
  iat: number;
  exp: number;
  scope: string;
  /** The grant behind it, where a customer gave one. */
  grant_id?: string;
};

/** Access tokens of ours, checked without a call to anybody. */
export type AccessTokens = {
  /** Right within a second of a revocation; throws where the database cannot be asked. */
  resolve(token: string, audience: string): Promise<TokenResolution>;
  /** The claims of a token that is good at this moment, whoever may use it; else null. */
  inspect(token: string): Promise<AccessTokenClaims | null>;
  /** Refuses the token from now on. */
  revoke(claims: AccessTokenClaims): Promise<void>;
  close(): void;
};

export type AccessTokensOptions = {
  db: Database;
  live: Pick<Live, "subscribe" | "publish">;
  keys: SigningKeys;
  clock: Clock;
  issuer: string;
  audiences: readonly string[];
  /** What a customer can grant to a program. */
  customerScopes: readonly string[];
  onUse: (clientId: string) => void;
  perf?: { now(): number };
};

export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { db, live, keys, clock, issuer, audiences, customerScopes, onUse, perf } = options;
  const verified = new LRUCache<string, Verified>({ max: 10_000 });
  const standings = createShortMemory({
    read: async (token) => standingNow(await verify(token)),
    topics: ["clients", "partners", signingKeysTopic],
    ...{ live, perf },
  });

  async function published(kid: string | undefined) {
    return (await keys.current()).keys.find((one) => one.kid === kid);
  }

  // The published keys alone, by the token's `kid`: what else its header names is not looked at.
  const keyOf: JWTVerifyGetKey = async ({ kid }) => {
    const key = await published(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    const { d: _private, ...publicJwk } = key;
    return importJWK(publicJwk, signingAlgorithm);
  };

  async function verify(token: string): Promise<Verified> {
    const known = verified.get(token);
    if (known) return known;
    const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
      issuer,
      audience: [...audiences],
      algorithms: [signingAlgorithm],
      typ: "at+jwt",
      clockTolerance,
      currentDate: clock.now(),
      requiredClaims: ["exp", "iat", ...textClaims],
    });
    if (textClaims.some((claim) => typeof payload[claim] !== "string" || payload[claim] === "")) {
      throw new errors.JWTInvalid("A claim is not a text");
    }
    const found = { claims: payload as AccessTokenClaims, kid: protectedHeader.kid };
    verified.set(token, found);
    return found;
  }

  // A key that was taken back takes its tokens with it, those too whose signature was found good.
  async function standingNow({ claims, kid }: Verified): Promise<Standing | null> {
    if (!(await published(kid))) return null;
    return standingOf(db, claims, customerScopes, clock.now());
  }

  async function check(token: string, standing: () => Promise<Standing | null>): Promise<Checked> {
    if (token.length > tokenLengthMax) return { reason: "The access token is too long." };
    if (!isCompactJws(token)) return { reason: notValid };
    try {
      const { claims } = await verify(token);
      if (claims.exp + clockTolerance <= clock.now().getTime() / 1000) return { reason: expired };
      const found = await standing();
      if (!found) return { reason: "The access token was revoked." };
      return { claims, principal: found.principal };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { reason: expired };
      if (error instanceof errors.JOSEError) return { reason: notValid };
      throw error;
    }
  }

  return {
    async resolve(token, audience) {
      const checked = await check(token, () => standings.get(token));
      if ("reason" in checked) return refuse(checked.reason);
      const { claims, principal } = checked;
      if (claims.aud !== audience) return refuse("The access token is for another resource.");
      onUse(claims.client_id);
      return { principal };
    },
    async inspect(token) {
      const checked = await check(token, async () => standingNow(await verify(token)));
      return "reason" in checked ? null : checked.claims;
    },
    async revoke({ jti, exp }) {
      const until = new Date((exp + clockTolerance) * 1000);
      await db.query("token-revoke", denyToken, [jti, until]);
      live.publish(["clients"]);
    },
    close: standings.close,
  };
}

const tokenLengthMax = 8192;
const clockTolerance = 30;
const expired = "The access token has expired.";
const notValid = "The access token is not valid.";
// RFC 9068 §2.2; a subject that is no text would be looked up as nobody's.
const textClaims = ["jti", "sub", "client_id", "scope"];

type Verified = { claims: AccessTokenClaims; kid: string | undefined };
type Checked = { claims: AccessTokenClaims; principal: Standing["principal"] } | { reason: string };

function refuse(detail: string): TokenResolution {
  return { refusal: new AppError("unauthenticated", { detail }) };
}

const denyToken = `
  INSERT INTO revoked_token (jti, expires_at) VALUES ($1, $2) ON CONFLICT (jti) DO NOTHING`;

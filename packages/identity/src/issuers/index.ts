import { AppError, type Clock, type ExternalPrincipal } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import type { HttpClient } from "@crossdock/http";
import type { JWTPayload } from "jose";
import { LRUCache } from "lru-cache";
import { withinGrant } from "../grant.ts";
import { createShortMemory } from "../short-memory.ts";
import { issuerOf } from "./issuer-of.ts";
import { createKeySets, KeysUnavailable } from "./key-sets.ts";
import { type Issuer, readIssuer } from "./read.ts";
import { scopesFrom } from "./rules.ts";
import { TokenRefused, verifyToken } from "./verify.ts";

type ExternalResolution =
  | { principal: ExternalPrincipal; refusal?: undefined }
  | { principal?: undefined; refusal: AppError };

/** Tokens that others have made, and that an admin trusts. */
export type Issuers = {
  /**
   * Whom a JWT of a trusted issuer names, or why it is refused: `unauthenticated`, or `unavailable`
   * where the issuer's keys cannot be had. Right within a second of a change of the issuer.
   */
  resolve(token: string): Promise<ExternalResolution>;
  /** The same without any memory, for who sets an issuer up. @throws TokenRefused */
  examine(token: string): Promise<ExternalPrincipal>;
  close(): void;
};

type IssuersOptions = {
  db: Database;
  live: Pick<Live, "subscribe">;
  /** What fetches their keys. */
  http: Pick<HttpClient, "request">;
  clock: Clock;
  perf?: { now(): number };
};

export function createIssuers({ db, live, http, clock, perf }: IssuersOptions): Issuers {
  const keySets = createKeySets({ http, perf });
  const topics = ["issuers", "partners"];
  const issuers = createShortMemory({ read: (name) => readIssuer(db, name), topics, live, perf });
  const verified = new LRUCache<string, Verified>({ max: 10_000 });

  async function check(token: string, issuer: Issuer): Promise<Verified> {
    const { claims, subject } = await verifyToken(token, issuer, keySets, clock.now());
    return { issuer, principal: principalOf(issuer, claims, subject), expiresAt: claims.exp ?? 0 };
  }

  /** A token that was found good is so until its issuer is read anew, a second later at the latest. */
  async function recall(token: string, issuer: Issuer): Promise<Verified> {
    const known = verified.get(token);
    const now = clock.now().getTime() / 1000;
    if (known?.issuer === issuer && known.expiresAt > now) return known;
    const found = await check(token, issuer);
    verified.set(token, found);
    return found;
  }

  return {
    async resolve(token) {
      try {
        const issuer = trusted(await issuers.get(namedIn(token)));
        return { principal: (await recall(token, issuer)).principal };
      } catch (error) {
        if (error instanceof TokenRefused) return { refusal: refusalOf(error) };
        throw error;
      }
    },
    async examine(token) {
      const issuer = trusted(await readIssuer(db, namedIn(token)));
      return (await check(token, issuer)).principal;
    },
    close: issuers.close,
  };
}

type Verified = { issuer: Issuer; principal: ExternalPrincipal; expiresAt: number };

function namedIn(token: string): string {
  const issuer = issuerOf(token);
  if (issuer === null) throw new TokenRefused("form", "It is no signed JWT that names its issuer.");
  return issuer;
}

function trusted(issuer: Issuer | null): Issuer {
  if (issuer === null) throw new TokenRefused("issuer", "Nobody of its issuer's name is trusted.");
  if (!issuer.enabled) throw new TokenRefused("issuer", "Its issuer is switched off.");
  if (issuer.partnerId !== null && issuer.partnerStatus !== "active") {
    throw new TokenRefused("issuer", "The partner of its issuer is suspended.");
  }
  return issuer;
}

function principalOf(issuer: Issuer, claims: JWTPayload, subject: string): ExternalPrincipal {
  const { id, name, partnerId } = issuer;
  const held = withinGrant({ ...issuer, scopes: scopesFrom(issuer.rules, claims) });
  return {
    kind: "external",
    id: `${id}:${subject}`,
    // The issuer's: audit entries keep it, and tell of no person.
    name,
    permissions: new Set(held.scopes),
    ...{ partnerId, limits: held.limits, apiVersion: null },
  };
}

function refusalOf({ message, cause }: TokenRefused): AppError {
  if (cause instanceof KeysUnavailable) {
    const detail = "The keys of the token's issuer cannot be fetched at present.";
    return new AppError("unavailable", { detail, retryAfter: 5, cause });
  }
  return new AppError("unauthenticated", { detail: `The token is not taken. ${message}` });
}

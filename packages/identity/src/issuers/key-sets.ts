import type { HttpClient } from "@crossdock/http";
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";

/** The keys of others, by the address that they publish them at (RFC 7517). */
export type KeySets = {
  /** Finds a token's key by its `kid` among those at `url` alone. @throws KeysUnavailable */
  keysAt(url: string): JWTVerifyGetKey;
};

/** An issuer's keys could not be fetched: nothing is known of its tokens. The message says why. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

type KeySetsOptions = {
  http: Pick<HttpClient, "request">;
  /** What ages are measured by, in milliseconds. */
  perf?: { now(): number };
};

/**
 * Keys are fetched when they are first needed, again after ten minutes, and for a `kid` that is unknown;
 * for that at most every 30 s, or whoever invents one could make us call their issuer at will.
 */
export function createKeySets({ http, perf = performance }: KeySetsOptions): KeySets {
  const known = new LRUCache<string, Fetched>({ max: 1000 });

  function fetchAnew(url: string): Fetched {
    const fetched: Fetched = { atMs: perf.now(), keepMs: keepMs, keys: fetchKeys(http, url) };
    fetched.keys.catch(() => {
      fetched.keepMs = keepFailureMs;
    });
    known.set(url, fetched);
    return fetched;
  }

  function current(url: string): Fetched {
    const fetched = known.get(url);
    return fetched && perf.now() - fetched.atMs < fetched.keepMs ? fetched : fetchAnew(url);
  }

  return {
    keysAt: (url) => async (header, token) => {
      const fetched = current(url);
      const keys = await fetched.keys;
      try {
        return await keys(header, token);
      } catch (error) {
        const isRecent = perf.now() - fetched.atMs < againForUnknownMs;
        if (!(error instanceof errors.JWKSNoMatchingKey) || isRecent) throw error;
        // Another token may have asked meanwhile: one fetch serves both.
        const newer = known.get(url);
        return (await (newer && newer !== fetched ? newer : fetchAnew(url)).keys)(header, token);
      }
    },
  };
}

type Keys = ReturnType<typeof createLocalJWKSet>;
type Fetched = { atMs: number; keepMs: number; keys: Promise<Keys> };

const keepMs = 10 * 60_000;
const keepFailureMs = 5000;
const againForUnknownMs = 30_000;

async function fetchKeys(http: Pick<HttpClient, "request">, url: string): Promise<Keys> {
  const headers = { accept: "application/json" };
  const limits = { deadlineMs: 5000, maxBytes: 262_144 };
  const { status, body } = await http
    .request({ method: "GET", url, headers, ...limits })
    .catch((cause: unknown) => {
      throw new KeysUnavailable("The address of its keys does not answer.", { cause });
    });
  if (status !== 200) throw new KeysUnavailable(`The address of its keys answers ${status}.`);
  try {
    return createLocalJWKSet(JSON.parse(body.toString("utf8")));
  } catch (cause) {
    throw new KeysUnavailable("What is at the address of its keys is no JSON Web Key Set.", {
      cause,
    });
  }
}

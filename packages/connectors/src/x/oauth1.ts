import { createHmac } from "node:crypto";

/** The keys of an app and of the account it posts for, as X's developer portal shows them. */
export type OAuth1Keys = {
  apiKey: string;
  apiSecret: string;
  accessToken: string;
  accessTokenSecret: string;
};

/**
 * The `Authorization` header of a request signed by HMAC-SHA1 (RFC 5849 §3.4). JSON and multipart
 * bodies are no part of the signature.
 * @param nonce never used before with this `timestamp`, in seconds
 */
export function oauth1Header(
  keys: OAuth1Keys,
  { method, url, nonce, timestamp }: SignedRequest,
): string {
  const { origin, pathname, searchParams } = new URL(url);
  const own = {
    oauth_consumer_key: keys.apiKey,
    oauth_nonce: nonce,
    oauth_signature_method: "HMAC-SHA1",
    oauth_timestamp: String(timestamp),
    oauth_token: keys.accessToken,
    oauth_version: "1.0",
  };
  const parameters = [...Object.entries(own), ...searchParams]
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const base = [method, percent(origin + pathname), percent(parameters)].join("&");
  const key = `${percent(keys.apiSecret)}&${percent(keys.accessTokenSecret)}`;
  const oauth_signature = createHmac("sha1", key).update(base).digest("base64");
  const members = Object.entries({ ...own, oauth_signature });
  return `OAuth ${members.map(([name, value]) => `${name}="${percent(value)}"`).join(", ")}`;
}

type SignedRequest = { method: string; url: string; nonce: string; timestamp: number };

// encodeURIComponent leaves five characters that RFC 3986 reserves.
function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

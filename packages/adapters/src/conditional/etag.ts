/** SHA-256 of a text in base64url, as the runtime does it best. */
export type Digest = (text: string) => string | Promise<string>;

/**
 * The strong validator of a representation (RFC 9110 §8.8.3): a function of its bytes alone, so that two
 * credentials that see the same thing share it, and another format or version has another.
 */
export async function etagOf(body: string, digest: Digest): Promise<string> {
  const hash = digest(body);
  return `"${(typeof hash === "string" ? hash : await hash).slice(0, 27)}"`;
}

/** Whether `If-None-Match` names the tag; weak comparison (RFC 9110 §13.1.2). */
export function matchesWeakly(header: string, etag: string): boolean {
  return header.trim() === "*" || tagsOf(header).some((tag) => tag.replace(/^W\//, "") === etag);
}

/** Whether `If-Match` names the tag; strong comparison (RFC 9110 §13.1.1): a weak tag never matches. */
export function matchesStrongly(header: string, etag: string): boolean {
  return header.trim() === "*" || tagsOf(header).includes(etag);
}

/** The digest of runtimes that have Web Crypto and nothing else. */
export async function webDigest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function tagsOf(header: string): string[] {
  return header.match(/(?:W\/)?"[!#-~\x80-\uffff]*"/g) ?? [];
}

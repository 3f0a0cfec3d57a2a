import { z } from "zod";

/**
 * Where a code may be sent: an address of a web server, of this very machine, or of a native program
 * that owns the scheme (RFC 8252 §7). It is compared character by character.
 */
export const RedirectUri = z.string().max(2000).refine(isSafe, {
  error:
    "Send an absolute https URL without a fragment, an http one of localhost, or one of your program's own scheme such as com.example.app:/callback",
});

function isSafe(text: string): boolean {
  const url = URL.parse(text);
  if (!url || text.includes("#") || url.username || url.password) return false;
  if (/[\s\\*]/.test(text)) return false;
  if (url.protocol === "https:") return !loopback.has(url.hostname);
  if (url.protocol === "http:") return loopback.has(url.hostname);
  // A scheme with a dot is a domain's, read backwards: `javascript:` and the like are none.
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(url.protocol);
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

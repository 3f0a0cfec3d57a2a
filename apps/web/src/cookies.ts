import { runtime } from "./runtime.ts";

/**
 * A cookie's name. Under https it begins with `__Host-`: browsers then take it from this host alone,
 * encrypted, so that no neighbour's subdomain can plant one.
 */
export function cookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** What every cookie of ours has: no script reads it, no other site's page sends it with a change. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

export function isSecure(): boolean {
  return runtime().appUrl.startsWith("https://");
}

import ipaddr from "ipaddr.js";

/**
 * True for an address that anyone on the internet may have: not private, loopback, link-local,
 * multicast or reserved (IANA special-purpose registries), and no IPv6 form that carries an IPv4
 * address (mapped, NAT64, 6to4, Teredo), which would smuggle a private one past the check.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast" || address === azureWireServer) return false;
  // All of IPv6 that is routed today; whatever gets a meaning elsewhere stays refused.
  return parsed.kind() === "ipv4" || parsed.match(ipaddr.parseCIDR("2000::/3"));
}

/** True for 127.0.0.0/8 and ::1. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === "loopback";
}

/** True where the host of a parsed URL says by itself that it is this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || isLoopbackAddress(withoutBrackets(hostname));
}

/** True where the URL names this machine: what decides about `allowLoopback`. */
export function isLoopbackUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isLoopbackHost(parsed.hostname);
}

/** `[::1]`, as URLs write it, to `::1`. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

// A public address that every Azure machine routes to its own metadata service.
const azureWireServer = "168.63.129.16";

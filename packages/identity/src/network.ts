import ipaddr from "ipaddr.js";

/** The address block that counts as one caller: IPv4 whole, IPv6 by /64, which one host owns. */
export function networkOf(address: string): string {
  const parsed = parse(address);
  if (!parsed) return address;
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

export function isLoopback(address: string): boolean {
  return parse(address)?.range() === "loopback";
}

// ::ffff:127.0.0.1 is how a dual-stack socket names an IPv4 peer.
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}

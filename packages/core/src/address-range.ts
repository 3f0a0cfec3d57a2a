import ipaddr from "ipaddr.js";
import { z } from "zod";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The addresses that begin with the same bits; a single address is the range of itself. */
export type AddressRange = [address: Address, prefix: number];

/** Reads `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291); null is none. */
export function parseAddressRange(text: string): AddressRange | null {
  const [address = "", prefix, ...more] = text.split("/");
  const parsed = parse(address);
  if (!parsed || more.length > 0) return null;
  const bits = parsed.kind() === "ipv4" ? 32 : 128;
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return null;
  return unmapped(parsed, prefix === undefined ? bits : Number(prefix));
}

/** Whether an address is in one of the ranges. What is no address is in none. */
export function isWithin(address: string, ranges: readonly AddressRange[]): boolean {
  const parsed = parse(address);
  if (!parsed) return false;
  const [plain] = unmapped(parsed, 128);
  return ranges.some(
    ([start, prefix]) => plain.kind() === start.kind() && plain.match(start, prefix),
  );
}

/** A range of addresses as people write it. */
export const AddressRangeText = z
  .string()
  .trim()
  .max(50)
  .refine((text) => parseAddressRange(text) !== null, {
    error: ({ input }) =>
      `${input} is no address. Write one such as 203.0.113.7, or a range such as 203.0.113.0/24 or 2001:db8::/32.`,
  });

// Strictly four decimal parts: "010.0.0.1" is 8.0.0.1 to some and 10.0.0.1 to others.
function parse(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

// ::ffff:203.0.113.7 is how a dual-stack socket names an IPv4 peer.
function unmapped(address: Address, prefix: number): AddressRange {
  if (address.kind() === "ipv4" || prefix < 96) return [address, prefix];
  const six = address as ipaddr.IPv6;
  return six.isIPv4MappedAddress() ? [six.toIPv4Address(), prefix - 96] : [address, prefix];
}

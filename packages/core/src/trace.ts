/**
 * The trace id of a `traceparent` header (W3C Trace Context, Level 1, §3.2): 32 hexadecimal digits; null
 * where the header is not as the standard has it, which asks to begin a trace of one's own then.
 */
export function traceIdIn(traceparent: string | undefined): string | null {
  if (traceparent === undefined) return null;
  const [, version, traceId = "", parentId, more] = pattern.exec(traceparent) ?? [];
  if (version === undefined || version === "ff" || (version === "00" && more !== "")) return null;
  return /^0+$/.test(traceId) || parentId === none ? null : traceId;
}

/** The span of the caller in a `traceparent` whose trace is continued; null where there is none. */
export function parentIdIn(traceparent: string | undefined): string | null {
  return traceIdIn(traceparent) === null ? null : (pattern.exec(traceparent ?? "")?.[3] ?? null);
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(|-.*)$/;
const none = "0".repeat(16);

/** The trace that an id of ours begins: the 128 bits of its UUID. */
export function traceIdOf(id: string): string {
  let hex = "";
  // The first of the 26 characters has the two bits that 128 are more than 25 times five.
  let bits = 0;
  let held = 0;
  for (let index = id.length - 26; index < id.length; index++) {
    held = (held << 5) | alphabet.indexOf(id.charAt(index));
    bits += index === id.length - 26 ? 3 : 5;
    while (bits >= 4) {
      bits -= 4;
      hex += hexDigits.charAt((held >> bits) & 15);
    }
    held &= (1 << bits) - 1;
  }
  return hex;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const hexDigits = "0123456789abcdef";

/** A `traceparent` header for a call on behalf of a trace, with a span of its own (64 random bits in hex). */
export function traceparentOf(traceId: string, spanId: string): string {
  return `00-${traceId}-${spanId}-01`;
}

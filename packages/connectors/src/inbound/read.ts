import type { InboundHeaders } from "../contract.ts";
import { refused } from "./refusal.ts";

/**
 * A header's one value; undefined where it is missing or empty.
 * @throws AppError where it was sent twice: a proxy before us may have believed the other one
 */
export function headerOf(headers: InboundHeaders, name: string): string | undefined {
  const value = headers[name];
  const values = typeof value === "string" ? [value] : (value ?? []);
  if (values.length > 1) throw refused("header_repeated", `${name} was sent more than once.`);
  return values[0]?.trim() || undefined;
}

/** @throws AppError where it is missing */
export function neededHeader(headers: InboundHeaders, name: string): string {
  const value = headerOf(headers, name);
  if (value === undefined) throw refused("signature_missing", `The ${name} header is missing.`);
  return value;
}

/** The object or list that the bytes are. @throws AppError `bad_request` */
export function jsonOf(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(utf8.decode(body));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below, like what is JSON and neither an object nor a list.
  }
  throw refused(
    "unreadable",
    "The body is no JSON object. Choose application/json at the provider.",
  );
}

// Lenient decoding would hand on another text than the one that was signed.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An event's id or type, as it can be stored. @throws AppError `bad_request`, which names `what` */
export function nameOf(value: unknown, what: string): string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && /^[^\p{Cc}\p{Cs}]{1,255}$/u.test(text)) return text;
  throw refused("unreadable", `${what} is missing, or no text of at most 255 characters.`);
}

import { RestError } from "../errors.ts";
import { fingerprintOfBytes } from "../idempotency/fingerprint.ts";
import type { Body } from "./body.ts";
import type { Plan } from "./plan.ts";

/**
 * The key of the `Idempotency-Key` header, without quotes; nothing where none was sent or none is taken.
 * It is a Structured Field string (draft-ietf-httpapi-idempotency-key-header), or the bare token that
 * many clients send instead.
 * @throws RestError `idempotency_key_required` `bad_request`
 */
export function readIdempotencyKey(
  header: string | undefined,
  { operation }: Plan,
): string | undefined {
  if (operation.idempotencyKey === undefined) return undefined;
  if (header === undefined && operation.idempotencyKey === "accepted") return undefined;
  if (header === undefined) {
    throw new RestError("idempotency_key_required", {
      detail:
        "Send a fresh key, such as a UUID, with each new request, and the same one when you retry.",
    });
  }
  const key = canonical(header);
  if (key === undefined || key.length === 0 || key.length > 255) {
    throw new RestError("bad_request", {
      detail:
        "An Idempotency-Key has 1 to 255 printable ASCII characters, quoted if it holds spaces.",
    });
  }
  return key;
}

/**
 * SHA-256 (hex) over everything that makes a request what it is: a retry has the same one.
 * @param params the path parameters
 * @param query the undecoded query string
 */
export async function fingerprint(
  { operation, version }: Plan,
  params: string[],
  query: string,
  body: Body,
): Promise<string> {
  const { method, path } = operation;
  const sortedQuery = query.split("&").sort().join("&");
  const facts = JSON.stringify([version ?? "", method, path, params, sortedQuery, body.mediaType]);
  const head = new TextEncoder().encode(facts);
  const bytes = new Uint8Array(head.length + body.bytes.length);
  bytes.set(head);
  bytes.set(body.bytes, head.length);
  return fingerprintOfBytes(bytes);
}

function canonical(header: string): string | undefined {
  if (/^[!#-+\-./0-:<-~]*$/.test(header)) return header;
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header)?.[1];
  return quoted?.replace(/\\(["\\])/g, "$1");
}

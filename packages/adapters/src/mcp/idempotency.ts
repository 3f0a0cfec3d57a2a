import { RestError } from "../errors.ts";
import { fingerprintOfBytes } from "../idempotency/fingerprint.ts";
import type { Operation } from "../operation.ts";
import { keyArgument } from "./schema.ts";

type Keyed = { key: string | undefined; input: Record<string, unknown> };

/**
 * Takes the key out of a tool's arguments.
 * @throws RestError `idempotency_key_required` `bad_request`
 */
export function takeKey(args: Record<string, unknown>, { idempotencyKey }: Operation): Keyed {
  if (idempotencyKey === undefined) return { key: undefined, input: args };
  const { [keyArgument]: key, ...input } = args;
  if (key === undefined && idempotencyKey === "accepted") return { key, input };
  if (key === undefined) {
    throw new RestError("idempotency_key_required", {
      detail: `Send ${keyArgument}: a fresh key, such as a UUID, with each new call, and the same one when you retry.`,
    });
  }
  if (typeof key === "string" && /^[ -~]{1,255}$/.test(key)) return { key, input };
  throw new RestError("bad_request", {
    detail: `${keyArgument} is a string of 1 to 255 printable ASCII characters.`,
  });
}

/** SHA-256 (hex) over the operation and its input, in whatever order the members stand. */
export async function fingerprintOf({ name }: Operation, input: unknown): Promise<string> {
  return fingerprintOfBytes(new TextEncoder().encode(JSON.stringify([name, sorted(input)])));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

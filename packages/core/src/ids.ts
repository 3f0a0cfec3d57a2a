import { TypeID } from "typeid-js";
import { v7 } from "uuid";

/**
 * A new id: three letters for its kind, an underscore, a UUIDv7 (RFC 9562) in base32, as TypeID 0.3
 * writes it. Ids made by one process sort by creation, also within a millisecond, so that lists can
 * page on `id` alone.
 */
export function newId(prefix: string, at: Date): string {
  const msecs = at.getTime();
  sequence = msecs === sequenceMsecs ? sequence + 1 : randomStart();
  sequenceMsecs = msecs;
  return TypeID.fromUUID(prefix, v7({ msecs, seq: sequence, random: randomBytes() })).toString();
}

/** What no id of this kind is below that is made at this moment or later: ids sort by their time. */
export function lowestId(prefix: string, at: Date): string {
  const bytes = { msecs: at.getTime(), seq: 0, random: new Uint8Array(16) };
  return TypeID.fromUUID(prefix, v7(bytes)).toString();
}

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  const hex = TypeID.fromString(id).toUUID().replaceAll("-", "");
  return new Date(Number.parseInt(hex.slice(0, 12), 16));
}

/** The shape of an id of this kind, for `z.string().regex()` and OpenAPI. */
export function idPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}

let sequence = 0;
let sequenceMsecs = -1;

const pool = new Uint8Array(16 * 256);
let used = pool.length;

// From many at once: to ask the system for 16 costs more than all the rest of an id.
function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

// Half of the 32-bit field: room to count up within the millisecond.
function randomStart(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

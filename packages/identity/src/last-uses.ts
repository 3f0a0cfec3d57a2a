import type { Database } from "@crossdock/db";
import { createLatestNotes, type LatestNotes } from "./latest-notes.ts";

/** From where a credential was sent, and by what program, as it says itself. */
export type Sender = { address: string; agent: string | null };

type Use = { at: Date; sender: Sender };

/** Notes when each key was last used. */
export function createLastUses(db: Database, onError: (error: Error) => void): LatestNotes<Use> {
  return createLatestNotes((uses) => db.query("keys-used", noteUses, columnsOf(uses)), onError);
}

function columnsOf(uses: ReadonlyMap<string, Use>): unknown[][] {
  const values = [...uses.values()];
  return [
    [...uses.keys()],
    values.map(({ at }) => at),
    values.map(({ sender }) => sender.address),
    values.map(({ sender }) => sender.agent?.slice(0, agentMax) ?? null),
  ];
}

// A program may call itself anything, at any length.
const agentMax = 200;

// Several processes write: the latest use stays, in whatever order they do.
const noteUses = `
  UPDATE api_key k
  SET last_used_at = used.at, last_used_address = used.address, last_used_agent = used.agent
  FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) AS used(id, at, address, agent)
  WHERE k.id = used.id AND (k.last_used_at IS NULL OR k.last_used_at < used.at)`;

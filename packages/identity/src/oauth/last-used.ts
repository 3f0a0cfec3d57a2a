import type { Database } from "@crossdock/db";
import { createLatestNotes, type LatestNotes } from "../latest-notes.ts";

/** Notes when each client last used a token. */
export function createLastUsed(db: Database, onError: (error: Error) => void): LatestNotes<Date> {
  const columnsOf = (uses: ReadonlyMap<string, Date>) => [[...uses.keys()], [...uses.values()]];
  return createLatestNotes(
    (uses) => db.query("oauth-clients-used", noteUsed, columnsOf(uses)),
    onError,
  );
}

const noteUsed = `
  UPDATE oauth_client c SET last_used_at = used.at
  FROM unnest($1::text[], $2::timestamptz[]) AS used(id, at)
  WHERE (c.id = used.id OR c.document_url = used.id)
    AND (c.last_used_at IS NULL OR c.last_used_at < used.at)`;

import type { Clock } from "@crossdock/core";
import type { Database } from "@crossdock/db";

/** When each client last used a token: noted in memory, written every ten seconds. */
export type LastUsed = { note(clientId: string): void; close(): Promise<void> };

export function createLastUsed({
  db,
  clock,
  onError,
}: {
  db: Database;
  clock: Clock;
  onError: (error: Error) => void;
}): LastUsed {
  const used = new Map<string, Date>();
  const timer = setInterval(() => flush().catch(onError), 10_000);

  async function flush(): Promise<void> {
    if (used.size === 0) return;
    const ids = [...used.keys()];
    const times = [...used.values()];
    used.clear();
    await db.query("oauth-clients-used", noteUsed, [ids, times]);
  }

  return {
    note: (clientId) => void used.set(clientId, clock.now()),
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

const noteUsed = `
  UPDATE oauth_client c SET last_used_at = used.at
  FROM unnest($1::text[], $2::timestamptz[]) AS used(id, at)
  WHERE (c.id = used.id OR c.document_url = used.id)
    AND (c.last_used_at IS NULL OR c.last_used_at < used.at)`;

import type { Database } from "@crossdock/db";

/** From where a credential was sent, and by what program, as it says itself. */
export type Sender = { address: string; agent: string | null };

/** Notes when each key was last used, off the way of the call: one statement every ten seconds. */
export type LastUses = {
  note(keyId: string, at: Date, sender: Sender): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
};

type Use = { at: Date; sender: Sender };

export function createLastUses(db: Database, onError: (error: Error) => void): LastUses {
  let noted = new Map<string, Use>();
  const timer = setInterval(() => flush().catch(onError), 10_000);

  async function flush(): Promise<void> {
    if (noted.size === 0) return;
    const written = noted;
    noted = new Map();
    try {
      await db.query("keys-used", noteUses, columnsOf(written));
    } catch (error) {
      // Later uses win over those that could not be written.
      noted = new Map([...written, ...noted]);
      throw error;
    }
  }

  return {
    note: (keyId, at, sender) => void noted.set(keyId, { at, sender }),
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}

function columnsOf(uses: Map<string, Use>): unknown[][] {
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

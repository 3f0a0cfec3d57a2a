import { Client } from "pg";
import type { Database } from "./client.ts";

/** Tells every process what changed, so that open pages refresh. Losing a message costs a stale page, no data. */
export type Live = {
  /** Names what changed; names of a tenth of a second go out together. */
  publish(topics: Iterable<string>): void;
  /** Calls back with the topics of any process; returns the unsubscribe function. */
  subscribe(listener: (topics: string[]) => void): () => void;
  close(): Promise<void>;
};

export async function openLive(db: Database, onError: (error: Error) => void): Promise<Live> {
  const listeners = new Set<(topics: string[]) => void>();
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let client = await listen();

  async function listen(): Promise<Client> {
    const next = new Client({ connectionString: db.url });
    next.on("error", onError);
    next.on("notification", ({ payload }) => {
      for (const listener of listeners) listener(JSON.parse(payload ?? "[]"));
    });
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    next.on("end", reconnectSoon);
    return next;
  }

  function reconnectSoon(): void {
    if (!closed) setTimeout(reconnect, 1000).unref();
  }

  async function reconnect(): Promise<void> {
    try {
      client = await listen();
      if (closed) return client.end();
      // What was said meanwhile is lost: whoever listens refreshes everything.
      for (const listener of listeners) listener(["*"]);
    } catch (error) {
      onError(error as Error);
      reconnectSoon();
    }
  }

  async function flush(): Promise<void> {
    timer = undefined;
    // NOTIFY takes at most 8,000 bytes; whoever is told "*" refreshes everything.
    const topics = pending.size > 100 ? ["*"] : [...pending];
    pending.clear();
    await db
      .query("notify", "SELECT pg_notify($1, $2)", [channel, JSON.stringify(topics)])
      .catch(onError);
  }

  return {
    publish(topics) {
      for (const topic of topics) pending.add(topic);
      if (!closed && pending.size > 0) timer ??= setTimeout(flush, 100);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      // A command line that revokes a key ends at once: the others hear of it all the same.
      if (pending.size > 0) await flush();
      await client.end();
    },
  };
}

const channel = "crossdock_live";

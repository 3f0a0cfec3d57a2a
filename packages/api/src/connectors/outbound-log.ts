import { newId } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import type { OutboundCall, ProviderNotice } from "@crossdock/http";

/** Keeps connectors' calls, and what was noticed in the answers, in batches off the calls' way. */
export type OutboundLog = {
  onCall(call: OutboundCall): void;
  onNotice(notice: ProviderNotice): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type OutboundLogOptions = {
  db: Pick<Database, "prisma">;
  now: () => Date;
  /** Told of a batch that could not be written: it is lost, the calls are not. */
  onError: (error: Error) => void;
};

export function createOutboundLog({ db, now, onError }: OutboundLogOptions): OutboundLog {
  let calls: OutboundCall[] = [];
  let notices = new Map<string, ProviderNotice>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function soon(): void {
    timer ??= setTimeout(() => void flush(), waitMs);
    timer.unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = { calls, notices: [...notices.values()] };
    calls = [];
    notices = new Map();
    writing = writing.then(() => write(db, now(), batch)).catch(onError);
    return writing;
  }

  return {
    onCall(call) {
      // A log that is not written away must not fill the memory.
      if (call.connector === null || calls.length >= waitingMax) return;
      calls.push(call);
      soon();
    },
    onNotice(notice) {
      if (notice.connector === null || notices.size >= noticesMax) return;
      notices.set(JSON.stringify([notice.connector, notice.kind, notice.detail]), notice);
      soon();
    },
    flush,
    close: flush,
  };
}

const waitMs = 500;
const waitingMax = 10_000;
const noticesMax = 100;

async function write(
  { prisma }: Pick<Database, "prisma">,
  at: Date,
  batch: { calls: OutboundCall[]; notices: ProviderNotice[] },
): Promise<void> {
  for (let start = 0; start < batch.calls.length; start += rowsAtOnce) {
    const rows = batch.calls.slice(start, start + rowsAtOnce).flatMap(toRow);
    await prisma.outboundCall.createMany({ data: rows });
  }
  for (const { connector, kind, detail: whole, method, host, path } of batch.notices) {
    if (connector === null) continue;
    const detail = whole.slice(0, 500);
    const seen = { method, host: host.slice(0, 300), path: path.slice(0, 500), lastAt: at };
    await prisma.connectorWarning.upsert({
      where: { connector_kind_detail: { connector, kind, detail } },
      create: { connector, kind, detail, ...seen, firstAt: at },
      update: seen,
    });
  }
}

const rowsAtOnce = 500;

// Member by member: what a call tells besides has no column here, and would have the whole batch refused.
function toRow({ connector, at, host, path, status, error, ...call }: OutboundCall) {
  if (connector === null) return [];
  const { method, attempt, durationMs, providerRequestId, requestId } = call;
  return [
    {
      ...{ id: newId("cal", at), connector, method, attempt, durationMs, createdAt: at },
      ...{ providerRequestId, requestId, host: host.slice(0, 300), path: path.slice(0, 500) },
      ...{ status: status ?? null, error: error ?? null },
    },
  ];
}

import type { Database } from "@crossdock/db";
import type { ProviderNotice } from "@crossdock/http";

/** Keeps what was noticed in third parties' answers, in batches off the calls' way. */
export type NoticeLog = {
  onNotice(notice: ProviderNotice): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type NoticeLogOptions = {
  db: Pick<Database, "prisma">;
  now: () => Date;
  /** Told of a batch that could not be written: it is lost, the calls are not. */
  onError: (error: Error) => void;
};

export function createNoticeLog({ db, now, onError }: NoticeLogOptions): NoticeLog {
  let notices = new Map<string, ProviderNotice>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...notices.values()];
    notices = new Map();
    writing = writing.then(() => write(db, now(), batch)).catch(onError);
    return writing;
  }

  return {
    onNotice(notice) {
      // Notices that are not written away must not fill the memory.
      if (notice.connector === null || notices.size >= waitingMax) return;
      notices.set(JSON.stringify([notice.connector, notice.kind, notice.detail]), notice);
      timer ??= setTimeout(() => void flush(), waitMs).unref();
    },
    flush,
    close: flush,
  };
}

const waitMs = 500;
const waitingMax = 100;

async function write(
  { prisma }: Pick<Database, "prisma">,
  at: Date,
  notices: readonly ProviderNotice[],
): Promise<void> {
  for (const { connector, kind, detail: whole, method, host, path } of notices) {
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

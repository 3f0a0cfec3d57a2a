import type { RequestRecord } from "@crossdock/telemetry";
import { createObserver, type Observer } from "../requests/observer.ts";

/** An observer for a server without a database: the records are at hand. */
export function testObserver(): { observer: Observer; records: RequestRecord[] } {
  const records: RequestRecord[] = [];
  const observer = createObserver({
    recorder: { record: (record) => void records.push(record) },
    addressOf: ({ socket }) => socket.remoteAddress ?? "",
    ipPolicy: "truncated",
    now: () => new Date(),
    detailOf: () => null,
  });
  return { observer, records };
}

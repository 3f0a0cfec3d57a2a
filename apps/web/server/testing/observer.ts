import type { RequestRecord } from "@crossdock/telemetry";
import { createObserver } from "../requests/observer.ts";

/** An observer for a server without a database: the records are at hand. */
export function testObserver() {
  const records: RequestRecord[] = [];
  const slow: RequestRecord[] = [];
  const observer = createObserver({
    recorder: { record: (together) => void records.push(...together()) },
    addressOf: ({ socket }) => socket.remoteAddress ?? "",
    ipPolicy: "truncated",
    now: () => new Date(),
    detailOf: () => null,
    onSlow: (record) => void slow.push(record),
  });
  return { observer, records, slow };
}

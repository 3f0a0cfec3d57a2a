import { createNoticeLog } from "@crossdock/api";
import type { Database } from "@crossdock/db";
import {
  createHttpClient,
  type HttpClient,
  isLoopbackUrl,
  type OutboundCall,
} from "@crossdock/http";
import type { Recorder } from "@crossdock/telemetry";
import type { Log } from "./log.ts";
import type { Meters } from "./metrics/meters.ts";
import { outboundRecord } from "./requests/outbound.ts";

/** The ways out of the product. What goes there is in the log of requests. */
export type Outside = {
  /** For addresses that strangers choose: never a machine of ours, whatever else may be called. */
  strangers: HttpClient;
  /** For addresses that the operator's variables name. */
  loopback: HttpClient;
  /** For addresses that admins enter: this machine is for one who works on this machine alone. */
  entered: HttpClient;
  /** The same for what is no business of the shop, and is not paused: who calls us, and whether we live. */
  always: { strangers: HttpClient; entered: HttpClient; loopback: HttpClient };
  /** How many hosts were called, by whether they are left alone now. */
  breakers(): { closed: number; open: number };
  close(): Promise<void>;
};

export type OutsideOptions = {
  appUrl: string;
  db: Database;
  now: () => Date;
  log: Log;
  /** Told of what could not be kept. */
  onError: (error: Error) => void;
  meters: Pick<Meters, "outbound">;
  recorder: Pick<Recorder, "record">;
  /** Whether nothing may leave for third parties now. */
  paused: () => boolean;
};

export function createOutside(options: OutsideOptions): Outside {
  const { appUrl, db, now, log, meters, recorder, paused, onError } = options;
  const notices = createNoticeLog({ db, now, onError });
  const onCall = (call: OutboundCall) => {
    log.debug(call, "outbound call");
    meters.outbound(call);
    if (call.connector !== null) recorder.record(() => [outboundRecord(call)]);
  };
  const { onNotice } = notices;
  const strangers = createHttpClient({ allowLoopback: false, onCall, onNotice, now });
  const loopback = createHttpClient({ allowLoopback: true, onCall, onNotice, now });
  const entered = isLoopbackUrl(appUrl) ? loopback : strangers;
  return {
    strangers: strangers.pausable(paused),
    loopback: loopback.pausable(paused),
    entered: entered.pausable(paused),
    always: { strangers, entered, loopback },
    breakers() {
      const [one, other] = [strangers.breakers(), loopback.breakers()];
      return { closed: one.closed + other.closed, open: one.open + other.open };
    },
    async close() {
      await strangers.close();
      await loopback.close();
      await notices.close();
    },
  };
}

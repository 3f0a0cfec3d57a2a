import type { LogFilter } from "@crossdock/api/schemas";
import { skipToken } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../../../trpc/client.tsx";
import { allShown, noRows, type Rows, taken } from "./rows.ts";

export type LiveTail = Rows & {
  /** `over`: it has run for as long as it may. */
  state: "off" | "live" | "paused" | "over";
  isOn: boolean;
  /** More came in than could be shown. */
  skips: boolean;
  start(): void;
  pause(): void;
  stop(): void;
  /** Shows what waits; a pause stays one. */
  showWaiting(): void;
};

const longestMs = 10 * 60_000;

/** What comes in while one looks, for ten minutes at the most: a forgotten page shall not listen for days. */
export function useLiveTail(
  { range: _range, from: _from, to: _to, ...filter }: LogFilter,
  { onStart }: { onStart(): void },
): LiveTail {
  const trpc = useTRPC();
  const [state, setState] = useState<LiveTail["state"]>("off");
  const [rows, setRows] = useState(noRows);
  const [skips, setSkips] = useState(false);
  const isOn = state === "live" || state === "paused";
  useForgottenBy(JSON.stringify(filter), () => setRows(noRows));
  const line = useSubscription(
    trpc.logs.tail.subscriptionOptions(isOn ? filter : skipToken, {
      onData({ entries, skipped, ended }) {
        setRows((before) => taken(before, entries, state === "live" && isAtTop()));
        if (skipped) setSkips(true);
        if (ended === "time") setState("over");
        if (ended === "caller") line.reset();
      },
    }),
  );
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setState("over"), longestMs);
    return () => clearTimeout(timer);
  }, [isOn]);
  return {
    ...rows,
    ...{ state, isOn, skips },
    start() {
      if (!isOn) {
        setRows(noRows);
        setSkips(false);
        onStart();
      }
      setRows(allShown);
      setState("live");
    },
    pause: () => setState("paused"),
    stop: () => setState("off"),
    showWaiting: () => setRows(allShown),
  };
}

/** Forgets what was for another key, before it is seen. */
function useForgottenBy(key: string, forget: () => void): void {
  const [known, setKnown] = useState(key);
  if (known === key) return;
  setKnown(key);
  forget();
}

function isAtTop(): boolean {
  return window.scrollY < 8 && !document.activeElement?.closest(".ledger");
}

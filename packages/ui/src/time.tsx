"use client";

import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";
import { relative, shortDate } from "./time-text.ts";

type TimeSettings = { zone: string; now: number };

const TimeContext = createContext<TimeSettings>({ zone: "UTC", now: 0 });

/**
 * Gives every `Time` below the reader's zone and one idea of "now".
 * @param zone the zone of the `tz` cookie, so that the server's text is the browser's; UTC before
 * @param now the server's clock in milliseconds, for the same reason
 */
export function TimeProvider({ zone, now, children }: TimeSettings & { children: ReactNode }) {
  const [settings, setSettings] = useState({ zone, now });
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const update = () => setSettings({ zone: own, now: Date.now() });
    update();
    const timer = setInterval(update, 30_000);
    return () => clearInterval(timer);
  }, []);
  return <TimeContext value={settings}>{children}</TimeContext>;
}

/** A moment: relative while it is younger than a week, else a date; the title has it in full. */
export function Time({ at, full = false }: { at: string; full?: boolean }) {
  const { zone, now } = useContext(TimeContext);
  const date = new Date(at);
  const exact = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: zone,
  }).format(date);
  return (
    <time dateTime={at} title={`${exact} ${zone}\n${at} UTC`} className="whitespace-nowrap">
      {full ? exact : (relative(date.getTime() - now) ?? shortDate(date, zone, now))}
    </time>
  );
}

"use client";

import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";

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

function relative(difference: number): string | null {
  const seconds = Math.round(difference / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  if (size < 3570) return format.format(Math.round(seconds / 60), "minute");
  if (size < 84_600) return format.format(Math.round(seconds / 3600), "hour");
  if (size < 7 * 86_400) return format.format(Math.round(seconds / 86_400), "day");
  return null;
}

function shortDate(date: Date, timeZone: string, now: number): string {
  const year = (at: Date | number) =>
    new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(at);
  const options = { day: "numeric", month: "short", timeZone } as const;
  const day = new Intl.DateTimeFormat("en-GB", options).format(date);
  return year(date) === year(now) ? day : `${day} ${year(date)}`;
}

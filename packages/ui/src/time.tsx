"use client";

import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";
import { clockTime, relative, shortDate } from "./time-text.ts";

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

type Props = {
  at: string;
  /** With date and time. */
  full?: boolean;
  /** The time of day, and its date where that is another one. */
  clock?: boolean;
};

/** A moment: relative while it is younger than a week, else a date; the title has it in full. */
export function Time({ at, full = false, clock = false }: Props) {
  const { zone, now } = useContext(TimeContext);
  const date = new Date(at);
  const exact = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: zone,
  }).format(date);
  const text = () => {
    if (full) return exact;
    if (clock) return clockTime(date, zone, now);
    return relative(date.getTime() - now) ?? shortDate(date, zone, now);
  };
  return (
    <time dateTime={at} title={`${exact} ${zone}\n${at} UTC`} className="whitespace-nowrap">
      {text()}
    </time>
  );
}

/** How `Time` writes a moment by the clock, where a text is needed: in a figure, in a spoken value. */
export function useClockText(): (at: string | number) => string {
  const { zone, now } = useContext(TimeContext);
  return (at) => clockTime(new Date(at), zone, now);
}

/** The zone in which `Time` writes moments, by its IANA name. */
export function useTimeZone(): string {
  return useContext(TimeContext).zone;
}

"use client";

import { useTimeZone } from "@crossdock/ui";
import type { Buckets } from "./series.ts";

const day = 86_400;

/** How a chart names its buckets, in the reader's zone; days are those of UTC, as they are summed up. */
export function useBucketText({ starts, seconds }: Pick<Buckets, "starts" | "seconds">) {
  const own = useTimeZone();
  const zone = seconds >= day ? "UTC" : own;
  const span = starts.length * seconds;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    return (at: string | number) => formatter.format(new Date(at));
  };
  const date = { day: "numeric", month: "short" } as const;
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const full = format(seconds >= day ? { ...date, year: "numeric" } : { ...date, ...time });
  const clock = format(time);
  return {
    zone,
    /** Under the axis. */
    tick: format(span <= 1.2 * day ? time : span <= 4 * day ? { ...date, ...time } : date),
    /** `25 Nov, 12:30 – 12:40`; days by their own names. */
    bucket: (first: string, last: string) => {
      if (seconds === day && first === last) return full(first);
      const end = Date.parse(last) + seconds * 1000;
      return seconds >= day
        ? `${full(first)} – ${full(end - 1)}`
        : `${full(first)} – ${span <= day ? clock(end) : full(end)}`;
    },
  };
}

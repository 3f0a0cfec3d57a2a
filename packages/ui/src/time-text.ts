/** `4 min. ago`; null from a week on. `difference` is in milliseconds, negative for the past. */
export function relative(difference: number): string | null {
  const seconds = Math.round(difference / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  if (size < 3570) return format.format(Math.round(seconds / 60), "minute");
  if (size < 84_600) return format.format(Math.round(seconds / 3600), "hour");
  if (size < 7 * 86_400) return format.format(Math.round(seconds / 86_400), "day");
  return null;
}

/** `2 Mar`, with the year where it is not that of `now`. */
export function shortDate(date: Date, timeZone: string, now: number): string {
  const year = (at: Date | number) =>
    new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(at);
  const options = { day: "numeric", month: "short", timeZone } as const;
  const day = new Intl.DateTimeFormat("en-GB", options).format(date);
  return year(date) === year(now) ? day : `${day} ${year(date)}`;
}

/** `14:03:27`, with the day before it where that is not the day of `now`. */
export function clockTime(date: Date, timeZone: string, now: number): string {
  const day = shortDate(date, timeZone, now);
  const options = { timeStyle: "medium", timeZone } as const;
  const time = new Intl.DateTimeFormat("en-GB", options).format(date);
  return day === shortDate(new Date(now), timeZone, now) ? time : `${day} ${time}`;
}

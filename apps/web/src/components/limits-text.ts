import type { Limits } from "@crossdock/core";

/** `1,200 a minute, 50 at once`. */
export function limitsText(limits: Limits): string {
  const parts = units.flatMap(([limit, unit]) => {
    const most = limits[limit];
    return most === null ? [] : [`${most.toLocaleString("en")} ${unit}`];
  });
  return parts.join(", ") || "Unlimited";
}

const units = [
  ["perSecond", "a second"],
  ["perMinute", "a minute"],
  ["perHour", "an hour"],
  ["perDay", "a day"],
  ["concurrent", "at once"],
] as const;

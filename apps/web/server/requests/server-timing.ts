import type { Principal } from "@crossdock/core";
import { phases } from "@crossdock/telemetry";
import type { RequestFacts } from "./facts.ts";
import { microseconds } from "./observer.ts";

/**
 * Tells those who run the shop in `Server-Timing` (W3C) how long each phase took, for their browser's
 * tools: admins, and the shop's own keys. Nobody else: times tell whether a row exists, a cache was warm
 * or a secret's first characters were right (timing attacks), and a partner how busy others are.
 */
export function tellTimings(facts: RequestFacts, principal: Principal): void {
  const { response } = facts;
  if (response === null || !runsTheShop(principal)) return;
  response.beforeHead(() => {
    if (!response.headersSent) response.setHeader("Server-Timing", timingsOf(facts));
  });
}

function runsTheShop(principal: Principal): boolean {
  if (principal.partnerId !== null) return false;
  if (principal.kind === "user") return principal.role === "owner" || principal.role === "admin";
  return principal.kind === "apiKey";
}

function timingsOf({ phases: durations, calls, startMs }: RequestFacts): string {
  const called = calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const entries: string[] = [];
  for (const phase of phases) {
    const duration = phase === "database" && called > 0 ? microseconds(called) : durations[phase];
    if (duration !== undefined) entries.push(entry(phase, duration));
  }
  entries.push(entry("total", microseconds(performance.now() - startMs)));
  return entries.join(", ");
}

function entry(name: string, duration: number): string {
  return `${name};dur=${duration / 1000}`;
}

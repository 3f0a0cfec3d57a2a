import type { ServerResponse } from "node:http";
import type { Principal } from "@crossdock/core";
import { phases } from "@crossdock/telemetry";
import type { RequestFacts } from "./facts.ts";

/**
 * Tells those who run the shop in `Server-Timing` (W3C) how long each phase took, for their browser's
 * tools: admins, and the shop's own keys. Nobody else: times tell whether a row exists, a cache was warm
 * or a secret's first characters were right (timing attacks), and a partner how busy others are.
 */
export function tellTimings(facts: RequestFacts, principal: Principal): void {
  const { response } = facts;
  if (response === null || !runsTheShop(principal)) return;
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    if (!response.headersSent) response.setHeader("Server-Timing", timingsOf(facts));
    return writeHead(...args);
  };
}

function runsTheShop(principal: Principal): boolean {
  if (principal.partnerId !== null) return false;
  if (principal.kind === "user") return principal.role === "owner" || principal.role === "admin";
  return principal.kind === "apiKey";
}

function timingsOf({ phases: durations, calls, startMs }: RequestFacts): string {
  const called = calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const known = phases.flatMap((phase) => {
    const microseconds = phase === "database" && called > 0 ? called * 1000 : durations[phase];
    return microseconds === undefined ? [] : [entry(phase, microseconds / 1000)];
  });
  return [...known, entry("total", performance.now() - startMs)].join(", ");
}

function entry(name: string, milliseconds: number): string {
  return `${name};dur=${milliseconds.toFixed(3)}`;
}

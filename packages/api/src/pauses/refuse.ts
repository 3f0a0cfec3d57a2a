import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";

/** How long callers are asked to wait for the end of a pause, in seconds: nobody knows it. */
const retryAfter = 60;

/**
 * Called where something is to be changed.
 * @throws AppError `read_only` while nothing may be
 */
export function refuseWrites({
  services,
  principal,
}: Pick<Context, "services" | "principal">): void {
  const pause = services.pauses.of("writes");
  if (pause === null) return;
  const since = pause.at.toISOString();
  // Of the team alone: who works there is nothing that partners and customers are told.
  const whom = principal.kind === "user" && principal.partnerId === null ? pause.by : "the shop";
  throw new AppError("read_only", {
    detail: `Nothing can be changed since ${since}: ${pause.reason} Ask ${whom} when it ends.`,
    data: { since, reason: pause.reason },
    retryAfter,
  });
}

/**
 * Called where a third party would have to be asked before the caller's answer.
 * @throws AppError `unavailable` while nothing may leave
 */
export function refuseOutgoing({ services }: Pick<Context, "services">): void {
  if (services.pauses.of("outgoing") === null) return;
  throw new AppError("unavailable", {
    detail: "New payments cannot be started at this moment. Try again later.",
    retryAfter,
  });
}

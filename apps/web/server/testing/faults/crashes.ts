import type { Dice } from "./dice.ts";
import type { FaultShop } from "./fault-shop.ts";

/** Where a process dies: at a call to its provider, or while it takes a webhook. */
export const crashPoints = {
  create: /^POST \/v1\/(checkout\/sessions|payment_intents)$|^POST \/v2\/checkout\/orders$/,
  capture: /^POST .*\/(capture|authorize)$/,
  refund: /^POST (\/v1\/refunds|.*\/refund)$/,
  reconcile: /^GET \/v1\/(checkout|payment_intents)|^GET \/v2\/checkout\/orders\//,
  cancel: /^POST .*\/(expire|cancel|void)$/,
  webhook: /./,
} as const;

export type CrashPoint = keyof typeof crashPoints;

/** Kills that happened, by where and whether the provider had acted by then. */
export type Kills = Record<string, number>;

/** Lets the process die the next time it comes to this point: before the provider acts, or after. */
export function armCrash(
  { fake, kill }: Pick<FaultShop, "fake" | "kill">,
  dice: Dice,
  point: CrashPoint,
  kills: Kills,
): void {
  const when = dice.chance(0.5) ? "before" : "after";
  const die = async () => {
    const name = `${point} ${when}`;
    kills[name] = (kills[name] ?? 0) + 1;
    await kill();
  };
  const fault = { kind: "around", at: crashPoints[point], [when]: die } as const;
  if (point === "webhook") fake.faults.webhooks.push(fault);
  else fake.faults.calls.push(fault);
}

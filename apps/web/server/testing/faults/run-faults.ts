import type { TestDatabase } from "@crossdock/db/test-server";
import { followPlan, type Told } from "./buyer.ts";
import { armCrash, type CrashPoint, crashPoints, type Kills } from "./crashes.ts";
import { createDice } from "./dice.ts";
import { startFaultShop } from "./fault-shop.ts";
import { drawPlan } from "./plan.ts";
import { settle } from "./settle.ts";
import { judge, type Verdict } from "./verdict.ts";

export type FaultRun = { seed: number; orders: number; kills: number; atOnce: number };

export type FaultReport = Verdict & {
  seed: number;
  kills: Kills;
  /** Faults of the providers that happened, by kind. */
  providerFaults: Record<string, number>;
};

/**
 * Places orders and pays, captures, refunds and disputes them, while providers fail at random and the
 * shop's process is killed at random points; then lets everything settle, and compares the books.
 */
export async function runFaults(database: TestDatabase, run: FaultRun): Promise<FaultReport> {
  const dice = createDice(run.seed);
  const shop = await startFaultShop(database, createDice(run.seed + 1));
  try {
    const { sku } = await shop.app.sell(run.orders * 4, 1000);
    shop.fake.faults.setRates(rates);
    const kills: Kills = {};
    const told: Told[] = [];
    const every = Math.max(1, Math.floor(run.orders / run.kills));
    let next = 0;
    const buyers = Array.from({ length: run.atOnce }, async () => {
      while (next < run.orders) {
        const number = next++;
        if (number % every === 0) armCrash(shop, dice, pointOf(number / every), kills);
        const one = await followPlan(shop, dice, sku, drawPlan(dice));
        if (one) told.push(one);
      }
    });
    await Promise.all(buyers);
    await settle(shop);
    const verdict = await judge(shop, told);
    return { ...verdict, seed: run.seed, kills, providerFaults: { ...shop.fake.faults.counts } };
  } finally {
    await shop.close();
  }
}

const points = Object.keys(crashPoints) as CrashPoint[];

function pointOf(number: number): CrashPoint {
  return points[number % points.length] ?? "create";
}

const rates = {
  calls: {
    ...{ lostAnswer: 0.04, cut: 0.03, unavailable: 0.03, rateLimited: 0.03, halfBody: 0.02 },
    ...{ errorBefore: 0.02, errorAfter: 0.02, garbage: 0.01 },
  },
  webhooks: { duplicate: 0.2, reorder: 0.15, delay: 0.15, drop: 0.1 },
};

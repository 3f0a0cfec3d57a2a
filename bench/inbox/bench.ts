import { openBenchDatabase } from "../database.ts";
import { pinRest } from "../pinned.ts";
import { startBareInbox, startOurs } from "../processes.ts";
import { printTable, printVerdict } from "../report.ts";
import { type Plan, runRounds } from "../rounds.ts";
import { secret } from "./delivery.ts";
import { inboxAccept } from "./scenario.ts";
import { steady } from "./steady.ts";

/**
 * Webhooks taken in: at a steady rate while they are worked off, then as many as go, beside a server that
 * does nothing but insert a row. False where a target was missed.
 */
export async function benchInbox(plan: Plan): Promise<boolean> {
  const pinned = pinRest();
  const stops: (() => Promise<void>)[] = [];
  const env = { STRIPE_WEBHOOK_SECRET: secret, STRIPE_SECRET_KEY: "sk_test_bench" };
  try {
    const calm = await openBenchDatabase();
    stops.push(calm.close);
    const whole = await startOurs(calm.url, pinned, { ...env, PROCESSES: "api,worker" });
    stops.push(whole.stop);
    const inTime = await steady(whole, calm.pool, plan.seconds * plan.rounds);
    console.log();
    await whole.stop();

    const database = await openBenchDatabase();
    stops.push(database.close);
    const started = await startOurs(database.url, pinned, env);
    stops.push(started.stop);
    const ours = { ...started, base: "/api/webhooks" };
    const bare = await startBareInbox(database.url, pinned);
    stops.push(bare.stop);
    await inboxAccept.verifyBefore(ours, bare, database.pool);
    const result = await runRounds(inboxAccept, [ours, bare], plan);
    await inboxAccept.verifyAfter(result, database.pool);
    const title = `${inboxAccept.title}, ${inboxAccept.connections} connections`;
    printTable(title, [ours.name, bare.name], result);
    const what = `${ours.name} by ${bare.name}`;
    return printVerdict(what, result.ratio(0, 1), inboxAccept.target) && inTime;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

import { until } from "../until.ts";
import type { FaultShop } from "./fault-shop.ts";

const rounds = 3;

/**
 * The providers behave again, and a day passes: what is late is sent again, keys are forgotten, and the
 * shop's own jobs look after what was left behind.
 */
export async function settle(shop: FaultShop): Promise<void> {
  const { fake } = shop;
  fake.faults.clear();
  await shop.ready();
  await fake.settled();
  fake.forgetKeys();
  // What was meant for a buyer's capture and not used up would befall what the jobs do now.
  fake.paypal.setNextCapture("COMPLETED");
  for (let round = 0; round < rounds; round++) {
    for (const { id } of fake.paypal.captures.values()) {
      fake.paypal.finishCapture(id, "COMPLETED");
    }
    await fake.settled();
    await fake.retryFailed();
    await age(shop);
    await runJobs(shop, ["resume-payments", "reconcile-payments"]);
    await drained(shop);
  }
  await passTime(shop);
  await runJobs(shop, ["expire-orders"]);
  await drained(shop);
  await fake.settled();
  await runJobs(shop, ["reconcile-payments"]);
  await drained(shop);
}

async function runJobs({ app }: FaultShop, names: string[]): Promise<void> {
  for (const name of names) await app.product.jobs.enqueue(name, {});
}

/**
 * Resolves when the worker has nothing left to do; what waits for a second try is brought forward.
 * @throws Error that names what it cannot get done
 */
async function drained({ app, fake }: FaultShop): Promise<void> {
  await fake.settled();
  const { db } = app.product;
  const open = `FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name = ANY($1)`;
  const isDone = async () => {
    await db.query(
      "",
      `UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry')
       AND start_after > now() AND name = ANY($1)`,
      [names],
    );
    const [row] = await db.query<{ count: number }>("", `SELECT count(*)::int AS count ${open}`, [
      names,
    ]);
    return row?.count === 0;
  };
  try {
    await until("every job is done", isDone, 120_000);
  } catch (cause) {
    const left = await db.query("", `SELECT name, state, data, output ${open} LIMIT 5`, [names]);
    throw new Error(`Not done: ${JSON.stringify(left)}`, { cause });
  }
}

/** What is looked after only once it is some minutes old becomes so. */
async function age({ app }: FaultShop): Promise<void> {
  const tables = ["refund", "payment_request"];
  for (const table of tables) {
    const sql = `UPDATE ${table} SET created_at = created_at - interval '20 minutes'`;
    await app.product.db.query("", sql, []);
  }
  // A page's end counts from its payment's beginning: one that is not made yet keeps it.
  await app.product.db.query(
    "",
    `UPDATE payment SET created_at = created_at - interval '20 minutes',
       completing_at = completing_at - interval '20 minutes'
     WHERE coalesce(session_ref, provider_ref) IS NOT NULL`,
    [],
  );
}

/** The time to pay is over. */
async function passTime({ app }: FaultShop): Promise<void> {
  await app.product.db.query(
    "",
    `UPDATE "order" SET reservation_expires_at = now() - interval '1 minute' WHERE status = 'pending'`,
    [],
  );
}

const names = [
  ...["inbox", "sync-payment", "start-payment", "react", "payment-request", "refund"],
  ...["resume-payments", "reconcile-payments", "expire-orders"],
];

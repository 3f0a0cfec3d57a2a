import { createHistogram } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Server } from "../server.ts";
import { delivery } from "./delivery.ts";

const perSecond = 200;
const repeatedShare = 0.3;
const p99MsMax = 100;

/**
 * Sends at a steady rate, whether or not what came before is answered, three of ten for a second time,
 * while the events are worked off in the same process. False where the acknowledgement is too slow.
 * @throws Error where an answer is no 202, or an event was worked off never or twice
 */
export async function steady(server: Server, pool: Pool, seconds: number): Promise<boolean> {
  const times = createHistogram();
  const sent: string[] = [];
  const answers: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; count < perSecond * seconds; count++) {
    const due = start + (count * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    const known = sent[Math.floor(Math.random() * sent.length)];
    const id = known && Math.random() < repeatedShare ? known : `evt_steady_${count}`;
    if (id !== known) sent.push(id);
    answers.push(send(id, due));
  }
  await Promise.all(answers);
  await verifyOnce(pool, sent.length);
  const [p50, p99] = [times.percentile(50) / 1000, times.percentile(99) / 1000];
  const repeated = perSecond * seconds - sent.length;
  const reached = p99 <= p99MsMax;
  console.log(`${perSecond} deliveries/s for ${seconds} s, ${repeated} of them repeated`);
  console.log(`  acknowledged: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  console.log(`  ${sent.length} events, each worked off once`);
  console.log(`p99 ${p99.toFixed(1)} ms, at most ${p99MsMax}: ${reached ? "reached" : "MISSED"}`);
  return reached;

  // From when it was due: a late start is a wait like any other.
  async function send(id: string, due: number): Promise<void> {
    const { path, body, headers } = delivery(id);
    const init = { method: "POST", headers: headers as Record<string, string>, body };
    const answer = await fetch(`${server.origin}/api/webhooks${path}`, init);
    await answer.text();
    if (answer.status !== 202) throw new Error(`An answer is ${answer.status}.`);
    times.record(Math.max(1, Math.ceil((performance.now() - due) * 1000)));
  }
}

async function verifyOnce(pool: Pool, events: number): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    const { rows } = await pool.query(`
      SELECT count(*)::int AS kept, count(*) FILTER (WHERE status = 'ignored')::int AS done,
        count(*) FILTER (WHERE attempts > 1)::int AS again,
        (SELECT count(*)::int FROM audit_entry WHERE action = 'inbox.process') AS effects
      FROM inbox_event WHERE event_id LIKE 'evt_steady_%'`);
    const { kept, done, again, effects } = rows[0];
    if (kept !== events || again > 0)
      throw new Error(`${events} sent, ${kept} kept, ${again} again.`);
    if (done === events && effects === events) return;
    if (performance.now() > end) throw new Error(`Of ${events} events ${done} are worked off.`);
    await sleep(100);
  }
}

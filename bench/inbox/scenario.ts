import type { Scenario } from "../scenario.ts";
import { ask } from "../server.ts";
import { delivery } from "./delivery.ts";

export const inboxAccept: Scenario = {
  title: "POST /api/webhooks/stripe, each event once",
  target: 0.5,
  connections: 64,
  next: () => delivery(),
  async verifyBefore(ours, bare) {
    for (const server of [ours, bare]) await ask(server, delivery(), 202);
  },
  async verifyAfter({ answered, unanswered }, pool) {
    const { rows } = await pool.query(`
      SELECT (SELECT count(*)::int FROM inbox_event) AS events,
        (SELECT count(*)::int FROM pgboss.job WHERE name = 'inbox') AS jobs,
        (SELECT count(*)::int FROM bare_event) AS bare`);
    const { events, jobs, bare } = rows[0];
    const kept = events + bare;
    if (kept < answered + 2 || kept > answered + 2 + unanswered)
      throw new Error(`${answered} deliveries were answered, ${kept} kept.`);
    if (jobs !== events) throw new Error(`${events} events have ${jobs} jobs.`);
  },
};

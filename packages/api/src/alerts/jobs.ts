import type { Job } from "../procedure/jobs.ts";
import { evaluateAlerts } from "./evaluate.ts";

/** Judges the rules each minute; jobs that waited for a worker don't do it one after the other. */
export const judgeAlerts: Job = {
  name: "judge-alerts",
  whileReadOnly: true,
  cron: "* * * * *",
  async run(context) {
    await evaluateAlerts(context, 20);
  },
};

/** Forgets alerts that have long been over. */
export const tidyAlerts: Job = {
  name: "tidy-alerts",
  whileReadOnly: true,
  cron: "17 3 * * *",
  async run({ services: { db, clock } }) {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
    await db.prisma.alert.deleteMany({ where: { resolvedAt: { lt: before } } });
  },
};

const keptDays = 400;

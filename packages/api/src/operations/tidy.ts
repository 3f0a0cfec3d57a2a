import type { Job } from "../procedure/jobs.ts";

/** Forgets what keyed requests were answered, with the data of customers in it. Once a day. */
export const tidyIdempotencyKeys: Job = {
  name: "tidy-idempotency-keys",
  cron: "11 4 * * *",
  async run({ services: { db, clock } }) {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
    await db.prisma.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  },
};

// As the guide says. A caller that retries gives up within days.
const keptDays = 30;

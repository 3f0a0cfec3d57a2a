import type { Job } from "../procedure/jobs.ts";

/** Forgets what the OAuth server need not remember any more, and gives it a new key in time. */
export const tidyOauth: Job = {
  name: "tidy-oauth",
  cron: "17 * * * *",
  async run({ services: { db, clock, identity } }) {
    const isOver = { expiresAt: { lt: clock.now() } };
    await db.prisma.oauthRecord.deleteMany({ where: isOver });
    await db.prisma.revokedToken.deleteMany({ where: isOver });
    await identity.oauth.keys.maintain();
  },
};

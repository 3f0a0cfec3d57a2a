import { lowestId } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";

/**
 * Bodies and headers are kept for so many days. GitHub, Shopify and PayPal sign no time: there the id is
 * all that a replay is known by, so ids are kept for longer than any body.
 */
export const bodyDays = 90;
export const seenDays = 180;
const countDays = 31;

/** Takes out what need not be kept any more: bodies, then ids, then counts. Once a day. */
export const tidyInbox: Job = {
  name: "tidy-inbox",
  cron: "23 3 * * *",
  async run(context) {
    const { db, clock } = context.services;
    const before = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
    await emptyBodies(context, lowestId("inb", before(bodyDays)));
    // In pieces: no statement may take longer than a few seconds.
    for (let gone = chunk; gone === chunk; ) {
      gone = await db.prisma.$executeRaw`
        DELETE FROM inbox_seen WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM inbox_seen WHERE seen_at < ${before(seenDays)} LIMIT ${chunk}))`;
    }
    await db.prisma.inboundCount.deleteMany({ where: { hour: { lt: before(countDays) } } });
  },
};

const chunk = 1000;

async function emptyBodies({ services: { db } }: Context, end: string): Promise<void> {
  for (let last = ""; ; ) {
    const rows = await db.prisma.$queryRaw<{ id: string }[]>`
      UPDATE inbox_event SET body = '', headers = '{}' WHERE id = ANY(ARRAY(
        SELECT id FROM inbox_event
        WHERE id > ${last} AND id < ${end} AND octet_length(body) > 0 AND status <> 'received'
        ORDER BY id LIMIT ${chunk}))
      RETURNING id`;
    if (rows.length < chunk) return;
    last =
      rows
        .map(({ id }) => id)
        .sort()
        .at(-1) ?? last;
  }
}

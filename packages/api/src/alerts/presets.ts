import { newId } from "@crossdock/core";
import { presets } from "@crossdock/telemetry/alerts";
import type { Services } from "../procedure/context.ts";

/**
 * Puts the rules in that come with the product. One that was changed stays as it is, and one that was
 * removed stays away: its row says so.
 */
export async function installAlertRules({ db, clock }: Services): Promise<void> {
  const now = clock.now();
  await db.prisma.alertRule.createMany({
    data: presets.map(({ note: _advice, ...preset }) => ({
      ...preset,
      ...{ id: newId("alr", now), operation: null, runbookUrl: null, note: null },
      ...{ mail: true, slack: true, http: true, enabled: true, createdAt: now, updatedAt: now },
    })),
    skipDuplicates: true,
  });
}

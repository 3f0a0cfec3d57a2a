import { systemPrincipal } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

/** `id` is a connector's or a source's slug; `done` is a sentence on what became of what was missed. */
type Asked = { id: string; name: string; done: string };

type Run = { readUntil: Date; found: number; error: string | null };

/** Writes down what came of asking a third party, and tells the team where something had not come. */
export async function keepRun(
  context: Context,
  { id, name, done }: Asked,
  { readUntil, found, error }: Run,
): Promise<void> {
  const { services } = context;
  const ranAt = services.clock.now();
  const run = { readUntil, found, ranAt, error: error?.slice(0, 500) ?? null };
  await services.db.prisma.reconciliation.upsert({
    where: { connector: id },
    create: { connector: id, ...run, foundTotal: found },
    update: { ...run, foundTotal: { increment: found } },
  });
  if (found === 0) return;
  const caller = { ...context, principal: systemPrincipal("reconcile") };
  await unitOfWork(caller, "inbox.reconcile", async (ctx) => {
    ctx.about(id);
    await notifyTeam(ctx, {
      kind: "connector",
      // Once a day is enough where its webhooks do not come at all.
      key: `webhooks missed ${id} ${ranAt.toISOString().slice(0, 10)}`,
      subject: `webhooks of ${name} did not come`,
      paragraphs: [
        `${name} has ${found} events that were never delivered here, or were refused. ${done}`,
        "Look whether its webhook still sends to this shop, and which deliveries were refused.",
      ],
      href: "/inbound",
    });
  });
}

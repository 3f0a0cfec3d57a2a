import { type AskGithub, failedDeliveries, redeliver } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import { tokenHandle } from "../inbound-sources/hook.ts";
import { SourceSettings } from "../inbound-sources/schema.ts";
import type { Context } from "../procedure/context.ts";
import { keepRun } from "./keep-run.ts";

/**
 * Asks GitHub to send again what it could not deliver to a source; it never does by itself. What is sent
 * again comes in as every delivery does, and has its effect once.
 * @returns how many were asked for; null where the source names no hook
 * @throws ConnectorError, HttpError, AppError where GitHub could not be asked for all; the next run goes on
 */
export async function reconcileSource(context: Context, id: string): Promise<number | null> {
  const { db, clock } = context.services;
  const row = await db.prisma.inboundSource.findUnique({ where: { id } });
  const settings = row?.enabled ? SourceSettings.parse(row.settings) : undefined;
  if (!row || settings?.kind !== "github" || settings.hookUrl === undefined) return null;
  const now = clock.now();
  const asked = { id: row.slug, name: row.name, done: "GitHub was asked to send them again." };
  const run = { readUntil: now, found: 0, error: null as string | null };
  try {
    const missed = missedOf(context, { ...row, hookUrl: settings.hookUrl }, now);
    for await (const wasTaken of missed) if (wasTaken) run.found += 1;
    return run.found;
  } catch (error) {
    run.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await keepRun(context, asked, run);
  }
}

const minuteMs = 60_000;
// As long as GitHub keeps deliveries.
const keptMs = 3 * 24 * 60 * minuteMs;
// Younger ones may still be on their way.
const onTheWayMs = 2 * minuteMs;
const listDeadlineMs = 60_000;
const askDeadlineMs = 10_000;
// What is refused again and again is for people to look at.
const attemptsMax = 5;
// GitHub slows down who asks for much at once; the rest is asked for by the next runs.
const asksMax = 200;

type Hook = { id: string; slug: string; hookUrl: string };

/** Yields for each that is missed whether GitHub will send it again. */
async function* missedOf(context: Context, { id, slug, hookUrl }: Hook, now: Date) {
  const ask = await askerFor(context, id, hookUrl);
  const since = new Date(now.getTime() - keptMs);
  const failed = await failedDeliveries(ask, { hookUrl, since, deadlineMs: listDeadlineMs });
  let asks = 0;
  for (const delivery of failed) {
    if (delivery.attempts >= attemptsMax || asks === asksMax) continue;
    if (now.getTime() - delivery.lastAt.getTime() < onTheWayMs) continue;
    // It came, and GitHub did not hear our answer.
    const where = { connector: slug, account: "", eventId: delivery.guid };
    const { prisma } = context.services.db;
    if (await prisma.inboxSeen.findFirst({ where, select: { inboxId: true } })) continue;
    asks += 1;
    yield await redeliver(ask, { hookUrl, id: delivery.id, deadlineMs: askDeadlineMs });
  }
}

async function askerFor({ services, requestId }: Context, id: string, hookUrl: string) {
  const { anyApi, identity } = services;
  const secret = await identity.secrets.read(tokenHandle(id, hookUrl));
  if (secret === null) {
    const detail = "Enter a token of GitHub on the source's page.";
    throw new AppError("connector_not_configured", { detail });
  }
  const credential = { auth: { kind: "bearer" as const }, secret, messageId: requestId };
  const ask: AskGithub = (request, deadlineMs) =>
    anyApi.call({ ...credential, request, deadlineMs });
  return ask;
}

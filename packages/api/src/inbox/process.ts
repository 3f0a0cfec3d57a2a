import type { PaymentSnapshot } from "@crossdock/connectors";
import { AppError, type Principal } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import { ZodError } from "zod";
import { applySnapshot } from "../payments/ledger.ts";
import { syncPaymentJob } from "../payments/sync.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { followSource, type Said } from "./follow-source.ts";

/**
 * Works off a stored inbound event: what it says about a payment goes into the ledger, in one
 * transaction with the mark that it is done. Safe to run again at any time.
 * @throws what went wrong, so that the job is tried again; what cannot ever work is marked `failed`
 */
export async function processInbound(context: Context, inboxId: string): Promise<void> {
  const { db } = context.services;
  const { connector, requestId, sourceId } = await db.prisma.inboxEvent.findUniqueOrThrow({
    where: { id: inboxId },
    select: { connector: true, requestId: true, sourceId: true },
  });
  const caller: Context = {
    ...context,
    requestId,
    transport: "webhook",
    principal: asConnector(connector),
  };
  try {
    const said = sourceId === null ? null : await followSource(caller, inboxId);
    await unitOfWork(caller, "inbox.process", (ctx) => work(ctx, inboxId, said));
  } catch (error) {
    // What does not look as its provider documents it will not look otherwise next time.
    const final = error instanceof AppError || error instanceof ZodError;
    await db.prisma.inboxEvent.update({
      where: { id: inboxId },
      data: {
        attempts: { increment: 1 },
        lastError: String(error).slice(0, 2000),
        ...(final ? { status: "failed" } : {}),
      },
    });
    if (!final) throw error;
  }
}

async function work(ctx: CommandContext, inboxId: string, said: Said | null): Promise<void> {
  // The lock keeps a second worker out until the first has committed.
  await ctx.db.$executeRaw`SELECT FROM inbox_event WHERE id = ${inboxId} FOR UPDATE`;
  const event = await ctx.db.inboxEvent.findUniqueOrThrow({ where: { id: inboxId } });
  ctx.about(inboxId);
  if (event.status !== "received") return;
  if (said) return finish(ctx, inboxId, said.status, said.result);
  const connector = await ctx.services.connectors.get(event.connector);
  const payload: unknown = JSON.parse(Buffer.from(event.body).toString("utf8"));
  const { type, receivedAt: occurredAt } = event;
  const snapshot = connector?.inbound?.toSnapshot({ type, payload, occurredAt }) ?? null;
  const paymentId = snapshot && (await findPayment(ctx.db, event.connector, snapshot));
  if (snapshot && paymentId) {
    const payment = await applySnapshot(ctx, paymentId, snapshot);
    ctx.about(payment.orderId);
    // The event said its own; the provider says the whole.
    await ctx.enqueue(syncPaymentJob, { paymentId });
    return finish(ctx, inboxId, "processed", payment.orderId);
  }
  const reason = snapshot
    ? "It is about no payment of this shop."
    : "Nothing follows from this type.";
  await finish(ctx, inboxId, "ignored", reason);
}

async function finish(
  ctx: CommandContext,
  id: string,
  status: "processed" | "ignored",
  result: string,
): Promise<void> {
  await ctx.db.inboxEvent.update({
    where: { id },
    data: { status, result, attempts: { increment: 1 }, lastError: null, processedAt: ctx.now },
  });
}

async function findPayment(
  db: Tx,
  provider: string,
  { paymentId, ref, sessionRef, orderId, captureRef }: PaymentSnapshot,
): Promise<string | null> {
  const signs = [
    ...(paymentId ? [{ id: paymentId }] : []),
    ...(ref ? [{ providerRef: ref }] : []),
    ...(sessionRef ? [{ sessionRef }] : []),
    ...(orderId ? [{ orderId }] : []),
    ...(captureRef ? [{ transactions: { some: captureOf(captureRef) } }] : []),
  ];
  for (const sign of signs) {
    const payment = await db.payment.findFirst({
      where: { provider, ...sign },
      select: { id: true },
    });
    if (payment) return payment.id;
  }
  return null;
}

function captureOf(providerRef: string) {
  return { type: "capture" as const, providerRef };
}

function asConnector(id: string): Principal {
  return { kind: "connector", id, name: id, partnerId: null, permissions: new Set() };
}

import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import type { PaymentRow } from "./render.ts";

export type Request = Prisma.PaymentRequestGetPayload<object>;

/** The job that gets what was asked of held money done, with `{ requestId }`. */
export const requestJob = "payment-request";

/** The caller's own call comes first; should it be lost, the job goes on. */
const jobAfterSeconds = 15;

/** Notes that held money is to be taken. Its provider is asked after the commit. */
export async function requestCapture(
  ctx: CommandContext,
  payment: PaymentRow,
  { amount, final }: { amount: number; final: boolean },
): Promise<void> {
  await insertRequest(ctx, payment, { kind: "capture", amount, final });
}

/** Notes that held money is to be let go of; once, however often it is asked for. */
export async function requestVoid(ctx: CommandContext, payment: PaymentRow): Promise<void> {
  const where = { paymentId: payment.id, kind: "void", status: "pending" } as const;
  if ((await ctx.db.paymentRequest.count({ where })) > 0) return;
  await insertRequest(ctx, payment, { kind: "void", amount: 0, final: true });
}

async function insertRequest(
  ctx: CommandContext,
  payment: PaymentRow,
  asked: Pick<Request, "kind" | "final"> & { amount: number },
): Promise<void> {
  const { id: requestId } = await ctx.db.paymentRequest.create({
    data: {
      ...asked,
      id: newId("prq", ctx.now),
      paymentId: payment.id,
      status: "pending",
      capturedBefore: payment.amountCaptured,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  });
  await ctx.enqueue(requestJob, { requestId }, jobAfterSeconds);
}

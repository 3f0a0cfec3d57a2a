import { examine } from "@crossdock/api";
import type { Told } from "./buyer.ts";
import type { FaultShop } from "./fault-shop.ts";

/** Money as both sides count it, in cents. */
export type Verdict = {
  faults: string[];
  orders: number;
  captured: { provider: number; ledger: number };
  refunded: { provider: number; ledger: number };
};

/** Holds the shop's books against the providers', order by order. */
export async function judge(shop: FaultShop, told: Told[]): Promise<Verdict> {
  const { prisma } = shop.app.product.db;
  const faults: string[] = [];
  const captured = { provider: 0, ledger: 0 };
  const refunded = { provider: 0, ledger: 0 };
  for (const { orderId, paymentId, plan } of told) {
    const order = await prisma.order.findUnique({
      where: { id: orderId },
      include: { payments: { include: { refunds: true, requests: true } } },
    });
    const [payment] = order?.payments ?? [];
    if (!order || !payment) {
      faults.push(`${orderId} was promised and is lost`);
      continue;
    }
    const theirs = shop.fake[plan.provider].totals(paymentId);
    const ours = {
      captured: Number(payment.amountCaptured),
      refunded: Number(payment.amountRefunded),
    };
    captured.provider += theirs.captured;
    captured.ledger += ours.captured;
    refunded.provider += theirs.refunded;
    refunded.ledger += ours.refunded;
    const say = (fault: string) =>
      faults.push(`${orderId} ${paymentId}: ${fault} ${JSON.stringify(plan)}`);
    if (theirs.payments > 1) say(`was paid ${theirs.payments} times`);
    if (theirs.captured > Number(order.total)) say("more was captured than it costs");
    if (theirs.captured !== ours.captured)
      say(`captured ${theirs.captured}, ledger ${ours.captured}`);
    if (theirs.refunded !== ours.refunded)
      say(`refunded ${theirs.refunded}, ledger ${ours.refunded}`);
    if (theirs.authorized > 0 && order.status === "canceled")
      say("money is held for a canceled order");
    const kept = theirs.captured - theirs.refunded;
    if (order.status === "canceled" && kept > 0) {
      const refunds = payment.refunds.map(({ source, amount, status, failureReason }) =>
        [source, amount, status, failureReason ?? ""].join(" ").trim(),
      );
      say(`${kept} is kept of a canceled order, refunds: ${refunds.join("; ") || "none"}`);
    }
    if (order.status === "pending") say("is neither paid nor canceled");
    if (theirs.captured >= Number(order.total) && !order.confirmedAt && kept > 0)
      say("paid, never confirmed");
    for (const { id, status } of payment.refunds) if (status === "pending") say(`${id} is pending`);
    for (const { id, kind, status } of payment.requests)
      if (status === "pending") say(`the ${kind} ${id} is pending at a ${payment.status} payment`);
  }
  for (const { rule, broken } of await examine(prisma)) {
    if (broken > 0) faults.push(`doctor: ${rule}: ${broken}`);
  }
  return { faults, orders: told.length, captured, refunded };
}

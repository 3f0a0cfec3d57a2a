import type { Principal } from "@crossdock/core";
import type { Order } from "../orders/schema.ts";
import type { CallAt } from "./callers.ts";
import type { PlannedOrder } from "./history.ts";
import { inParallel } from "./in-parallel.ts";

/** Places the orders, lets what happened to them happen, and notes most customers' names. */
export async function makeOrders(
  callAt: CallAt,
  plans: PlannedOrder[],
  partners: ReadonlyMap<string, Principal>,
  log: (line: string) => void,
): Promise<void> {
  const known = new Set<string>();
  const placed: { plan: PlannedOrder; order: Order; isNamed: boolean }[] = [];
  // One after the other, so that the numbers of the orders follow their dates.
  for (const [index, plan] of plans.entries()) {
    const order = await place(callAt, plan, index, partners);
    const { email } = plan.person;
    placed.push({ plan, order, isNamed: !known.has(email) && known.size % 4 < 3 });
    known.add(email);
    if (placed.length % 100 === 0) log(`orders ${placed.length}/${plans.length}`);
  }
  await inParallel(placed, 8, async ({ plan, order, isNamed }) => {
    await settle(callAt, plan, order);
    if (isNamed) await introduce(callAt, plan, order);
  });
  log("orders paid and shipped");
}

function place(
  callAt: CallAt,
  { placedAt, partner, person, currency, lines }: PlannedOrder,
  index: number,
  partners: ReadonlyMap<string, Principal>,
): Promise<Order> {
  const principal = partner === undefined ? undefined : partners.get(partner);
  return callAt(placedAt, principal).orders.create({
    email: person.email,
    currency,
    lines,
    shippingAddress: person.address,
    externalId: partner && `${partner.slice(0, 2).toUpperCase()}-${20_000 + index}`,
  });
}

async function settle(callAt: CallAt, plan: PlannedOrder, order: Order): Promise<void> {
  const { status, paidAt, shippedAt, canceledAt } = plan;
  const [payment] = order.payments;
  if (status === "canceled" && payment) {
    const reason = reasons[order.number % reasons.length];
    await callAt(canceledAt).orders.cancel({ id: order.id, reason });
    return;
  }
  if (status === "pending") return;
  if (payment) await callAt(paidAt).payments.markPaid({ id: payment.id });
  if (status === "confirmed") return;
  const trackingNumber = `HP${String(order.number).padStart(9, "0")}`;
  await callAt(shippedAt).fulfillments.create({
    orderId: order.id,
    carrier: carriers[order.number % carriers.length],
    trackingNumber,
    trackingUrl: `https://parcels.example.com/${trackingNumber}`,
  });
}

const reasons = ["not paid in time", "ordered twice by mistake", "the customer changed her mind"];
const carriers = ["Gull Express", "Coastline Parcel", "Northern Post"];

// A little later the customer fills in the form that asks for the name.
async function introduce(callAt: CallAt, plan: PlannedOrder, order: Order): Promise<void> {
  if (order.customerId === null) return;
  const { profile, address } = plan.person;
  const soon = new Date(plan.placedAt.getTime() + 2 * 60_000);
  await callAt(soon).customers.update({ id: order.customerId, ...profile, address });
}

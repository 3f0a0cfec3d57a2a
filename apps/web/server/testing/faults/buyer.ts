import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { FaultShop } from "./fault-shop.ts";
import type { Plan } from "./plan.ts";

/** An order that the shop has promised. */
export type Told = { orderId: string; paymentId: string; plan: Plan };

type Order = { id: string; payments: Payment[] };
type Payment = { id: string; status: string; action: { url: string } | null };
type Sums = {
  status: string;
  amountCaptured: { amount: number };
  amountRefunded: { amount: number };
};

/** Places an order and does to it what its plan says, whatever happens to the shop meanwhile. */
export async function followPlan(
  shop: FaultShop,
  dice: Dice,
  sku: string,
  plan: Plan,
): Promise<Told | null> {
  const answer = await shop.ask({
    ...{ method: "POST", path: "/api/v2/orders" },
    body: {
      email: "buyer@example.com",
      lines: [{ sku, quantity: plan.quantity }],
      payment: {
        ...{ provider: plan.provider, returnUrl: "https://shop.example/thanks" },
        ...(plan.hold === "none" ? {} : { capture: "manual" }),
      },
    },
  });
  if (answer.status !== 201) return null;
  const order = answer.body as Order;
  const told = { orderId: order.id, paymentId: order.payments[0]?.id ?? "", plan };
  const page = await pageOf(shop, order);
  if (page === null) return told;
  const canceling = plan.canceled
    ? shop.ask({ method: "POST", path: `/api/v2/orders/${order.id}/cancel`, body: {} })
    : null;
  visitPage(shop, page, plan);
  await canceling;
  if (plan.buyer === "leaves") return told;
  await beMerchant(shop, dice, told, page);
  return told;
}

/** The id of the page at the provider; null where none came of it. */
async function pageOf(shop: FaultShop, order: Order): Promise<string | null> {
  let current = order;
  for (let tries = 0; tries < 40; tries++) {
    const url = current.payments[0]?.action?.url;
    if (url !== undefined) return url.split("/").at(-1) ?? null;
    await pause(100);
    const answer = await shop.ask({ method: "GET", path: `/api/v2/orders/${order.id}` });
    current = answer.body as Order;
  }
  return null;
}

function visitPage({ fake }: FaultShop, page: string, { provider, buyer }: Plan): void {
  if (buyer === "leaves") return;
  if (provider === "stripe") {
    if (buyer === "declined first") fake.stripe.pay(page, "decline");
    fake.stripe.pay(page, buyer === "pays slowly" ? "delay" : "succeed");
    if (buyer === "pays slowly") fake.stripe.settleDelayed(page, true);
    return;
  }
  if (buyer === "declined first") fake.paypal.setNextCapture("refused");
  if (buyer === "pays slowly") fake.paypal.setNextCapture("PENDING");
  fake.paypal.approve(page);
}

/** Takes, gives back and disputes, as far as the order has come. */
async function beMerchant(shop: FaultShop, dice: Dice, told: Told, page: string): Promise<void> {
  const { plan, paymentId, orderId } = told;
  const post = (path: string, body: object) =>
    shop.ask({ method: "POST", path: `/api/v2${path}`, body });
  if (plan.hold !== "none" && (await comesTo(shop, paymentId, "authorized"))) {
    const amount = { amount: 1 + dice.below(900), currency: "EUR" };
    const part = plan.hold === "capture a part" ? { amount } : {};
    if (plan.hold === "void") await post(`/payments/${paymentId}/void`, {});
    else await post(`/payments/${paymentId}/capture`, part);
  }
  const wanted = plan.refunds.length > 0 || plan.dispute !== "none";
  if (!wanted || plan.hold === "void" || !(await comesTo(shop, paymentId, "captured"))) return;
  for (const refund of plan.refunds) {
    const amount = 1 + dice.below(300);
    if (refund === "all") await post("/refunds", { orderId });
    else if (refund === "a part") {
      await post("/refunds", { orderId, amount: { amount, currency: "EUR" } });
    } else refundThere(shop, plan, page, amount);
  }
  if (plan.dispute !== "none") dispute(shop, plan, page, plan.dispute);
}

async function comesTo(
  shop: FaultShop,
  paymentId: string,
  wanted: "authorized" | "captured",
): Promise<boolean> {
  for (let tries = 0; tries < 30; tries++) {
    const { body } = await shop.ask({ method: "GET", path: `/api/v2/payments/${paymentId}` });
    const { status, amountCaptured } = body as Sums;
    if (wanted === "captured" ? amountCaptured.amount > 0 : status === "authorized") return true;
    await pause(100);
  }
  return false;
}

function refundThere({ fake }: FaultShop, { provider }: Plan, page: string, amount: number): void {
  try {
    fake[provider].refund(page, amount);
  } catch {
    // Nothing is left of it.
  }
}

function dispute({ fake }: FaultShop, { provider }: Plan, page: string, end: "won" | "lost"): void {
  try {
    const id = fake[provider].dispute(page, "chargeback");
    fake[provider].closeDispute(id, end);
  } catch {
    // Nothing was captured that could be disputed.
  }
}

import Stripe from "stripe";
import { type Command, UsageError } from "./cli.ts";

export const triggerStripe: Command = {
  name: "trigger stripe",
  usage: "TYPE --order ID",
  does: "Sends the running server a signed Stripe event about an order, as Stripe would.",
  options: ["order"],
  async run(cli, { positionals: [type], values: { order: orderId } }) {
    const secret = cli.env.STRIPE_WEBHOOK_SECRET?.split(/[\s,]+/)[0];
    if (!type || !orderId)
      throw new UsageError("Name the type, such as payment_intent.succeeded, and --order.");
    if (!secret) throw new UsageError("Set STRIPE_WEBHOOK_SECRET, here and for the server.");
    const { db, selfUrl, clock } = await cli.product();
    const payment = await db.prisma.payment.findFirst({ where: { orderId, provider: "stripe" } });
    if (!payment) throw new UsageError(`Order ${orderId} has no Stripe payment.`);
    const at = Math.floor(clock.now().getTime() / 1000);
    const object = type.startsWith("checkout.session.") ? session(payment) : intent(payment);
    const event = {
      id: `evt_${payment.id}_${type}`,
      object: "event",
      type,
      created: at,
      data: { object },
    };
    const payload = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at });
    const response = await fetch(`${selfUrl}/api/webhooks/stripe`, {
      method: "POST",
      headers: { "Stripe-Signature": signature, "Content-Type": "application/json" },
      body: payload,
    });
    cli.print(`${response.status} ${await response.text()}`);
    if (!response.ok) throw new Error("The server did not take the event.");
  },
};

type PaymentRow = {
  id: string;
  orderId: string;
  amount: bigint;
  currency: string;
  sessionRef: string | null;
};

function session({ id, orderId, amount, currency, sessionRef }: PaymentRow) {
  return {
    ...{ id: sessionRef ?? `cs_test_${id}`, object: "checkout.session", mode: "payment" },
    ...{ status: "complete", payment_status: "paid", payment_intent: `pi_test_${id}` },
    ...{
      amount_total: Number(amount),
      currency: currency.toLowerCase(),
      client_reference_id: orderId,
    },
    metadata: { payment_id: id, order_id: orderId },
  };
}

function intent({ id, orderId, amount, currency }: PaymentRow) {
  return {
    ...{ id: `pi_test_${id}`, object: "payment_intent", status: "succeeded" },
    ...{
      amount: Number(amount),
      amount_received: Number(amount),
      currency: currency.toLowerCase(),
    },
    metadata: { payment_id: id, order_id: orderId },
  };
}

import { newId } from "@crossdock/core";
import Stripe from "stripe";
import { receiverOf } from "../inbound.ts";
import { type Command, UsageError } from "./cli.ts";

export const triggerStripe: Command = {
  name: "trigger stripe",
  usage: "TYPE --order ID",
  does: "Takes a signed Stripe event about an order in, as if Stripe had sent it.",
  options: ["order"],
  async run(cli, { positionals: [type], values: { order: orderId } }) {
    const secret = cli.env.STRIPE_WEBHOOK_SECRET?.split(/[\s,]+/)[0];
    if (!type || !orderId)
      throw new UsageError("Name the type, such as payment_intent.succeeded, and --order.");
    if (!secret) throw new UsageError("Set STRIPE_WEBHOOK_SECRET, here and for the server.");
    const product = await cli.product();
    const { db, clock } = product;
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
    const receive = await receiverOf(product, "stripe");
    const answer = await receive({
      headers: { "stripe-signature": signature },
      body: Buffer.from(payload),
      requestId: newId("req", clock.now()),
    });
    cli.print(`202 ${JSON.stringify(answer)}`);
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

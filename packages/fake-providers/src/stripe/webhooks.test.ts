import { createServer } from "node:http";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { sessionParams, stripeClient } from "../testing/stripe-client.ts";

let fake: FakeProviders;
let stripe: Stripe;
let shop: Awaited<ReturnType<typeof startShop>>;

beforeEach(async () => {
  fake = await startFakeProviders();
  stripe = stripeClient(fake.url);
  shop = await startShop();
  fake.stripe.deliverTo(shop.url, "whsec_shop");
});
afterEach(async () => {
  await fake.close();
  await shop.close();
});

async function pay(): Promise<void> {
  const { id } = await stripe.checkout.sessions.create(sessionParams(new Date()));
  fake.stripe.pay(id, "succeed");
}

const all = [
  ...["payment_intent.created", "charge.succeeded"],
  ...["payment_intent.succeeded", "checkout.session.completed"],
];

test("each event comes once, signed so that the SDK believes it", async () => {
  await pay();
  await fake.settled();
  expect(shop.types()).toEqual(all);
  const { data } = await stripe.events.list({ delivery_success: true });
  expect(data.map(({ type }) => type)).toEqual([...all].reverse());
});

test("what the shop does not take stays undelivered until it is sent again", async () => {
  shop.answer(503);
  await pay();
  await fake.settled();
  const missed = await stripe.events.list({ delivery_success: false, types: ["charge.succeeded"] });
  expect(missed.data).toMatchObject([{ type: "charge.succeeded", pending_webhooks: 1 }]);
  shop.answer(202);
  await fake.retryFailed();
  expect(shop.types()).toEqual([...all, ...all]);
  expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test("duplicated, reordered, delayed and dropped on demand", async () => {
  fake.faults.webhooks.push(
    { kind: "duplicate", at: /^payment_intent.created$/ },
    { kind: "reorder", at: /^charge/ },
    { kind: "drop", at: /completed/ },
  );
  await pay();
  await fake.settled();
  expect(shop.types()).toEqual([
    ...["payment_intent.created", "payment_intent.created"],
    ...["payment_intent.succeeded", "charge.succeeded"],
  ]);
  expect(new Set(shop.ids()).size).toBe(3);
  fake.faults.webhooks.push({ kind: "delay", ms: 50, at: /created/ });
  await pay();
  await fake.settled();
  expect(shop.types().at(-1)).toBe("payment_intent.created");
});

test("faults at random are the same for the same dice", async () => {
  const counts: object[] = [];
  for (let round = 0; round < 2; round++) {
    let seed = 7;
    const dice = await startFakeProviders({
      random: () => {
        seed = (seed * 16807) % 2147483647;
        return seed / 2147483647;
      },
    });
    dice.faults.setRates({
      calls: { errorAfter: 0.2, rateLimited: 0.2, unavailable: 0.1 },
      webhooks: { duplicate: 0.3, reorder: 0.2, drop: 0.1 },
    });
    dice.stripe.deliverTo(shop.url, "whsec_shop");
    const client = stripeClient(dice.url);
    for (let n = 0; n < 40; n++) {
      await client.checkout.sessions
        .create(sessionParams(new Date()))
        .then(({ id }) => dice.stripe.pay(id, "succeed"))
        .catch(() => null);
    }
    await dice.settled();
    counts.push({ ...dice.faults.counts });
    await dice.close();
  }
  expect(counts[0]).toEqual(counts[1]);
  expect(Object.keys(counts[0] ?? {}).sort()).toEqual([
    ...["drop", "duplicate", "errorAfter", "rateLimited", "reorder", "unavailable"],
  ]);
});

/** A shop that believes what the SDK believes. */
async function startShop() {
  const events: Stripe.Event[] = [];
  let status = 202;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const signature = request.headers["stripe-signature"] ?? "";
    events.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, "whsec_shop"));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    types: () => events.map(({ type }): string => type),
    ids: () => events.map(({ id }) => id),
    answer(next: number): void {
      status = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

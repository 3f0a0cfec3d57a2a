import Stripe from "stripe";
import { expect, test } from "vitest";
import { stripeInbound } from "./inbound.ts";

const now = new Date("2026-11-01T12:00:00Z");
const seconds = now.getTime() / 1000;
const body = `{
  "id": "evt_1", "object": "event", "type": "payment_intent.succeeded",
  "account": "acct_1", "created": ${seconds - 60}, "data": { "object": { "note": "für €5" } }
}\n`;
const inbound = stripeInbound(["whsec_old", "whsec_new"]);

test("an event of Stripe's is read as it was signed", async () => {
  expect(await verify(signed({}))).toEqual({
    eventId: "evt_1",
    type: "payment_intent.succeeded",
    account: "acct_1",
    occurredAt: new Date("2026-11-01T11:59:00Z"),
    payload: JSON.parse(body),
    fingerprint: expect.any(String),
  });
});

test("what Stripe counts down between deliveries does not make another event of it", async () => {
  const delivery = (pending: number) => {
    const payload = body.replace("{", `{"pending_webhooks": ${pending},`);
    return verify(signed({ payload }), payload);
  };
  const [first, second] = [await delivery(2), await delivery(1)];
  expect(first.fingerprint).toBe(second.fingerprint);
});

test.each(["whsec_old", "whsec_new"])("while the secret is rolled, %s is good", async (secret) => {
  expect((await verify(signed({ secret }))).eventId).toBe("evt_1");
});

test.each([-300, 300])("%i seconds off is still good", async (offset) => {
  expect((await verify(signed({ timestamp: seconds + offset }))).eventId).toBe("evt_1");
});

test.each([
  ["no header", undefined],
  ["an empty header", ""],
  ["two headers", [signed({}), signed({})]],
  ["nonsense", "nonsense"],
  ["another secret", signed({ secret: "whsec_other" })],
  ["too old", signed({ timestamp: seconds - 301 })],
  ["from the future", signed({ timestamp: seconds + 301 })],
  ["from the future, with a second time", `t=${seconds},${signed({ timestamp: seconds + 301 })}`],
  ["another body", signed({ payload: body.trim() })],
  ["the test scheme v0", signed({}).replace("v1=", "v0=")],
])("%s is refused", async (_case, header) => {
  await expect(verify(header)).rejects.toMatchObject({ code: "signature_invalid" });
});

test.each(["no JSON", "[]", `{"id":"evt_1"}`, `{"id":"evt_1","object":"v2.core.event"}`])(
  "%s is unreadable although signed",
  async (payload) => {
    const read = verify(signed({ payload }), payload);
    await expect(read).rejects.toMatchObject({ code: "bad_request" });
  },
);

test("Stripe's scheme, by a vector computed apart from the SDK", async () => {
  const vector = stripeInbound(["whsec_test_secret"]);
  const header = "t=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a";
  const request = {
    headers: { "stripe-signature": header },
    body: Buffer.from(`{"id":"evt_1"}`),
    now: new Date(1_700_000_000_000),
  };
  // Past the signature: the vector's body is no whole event.
  await expect(vector.verify(request)).rejects.toMatchObject({ code: "bad_request" });
});

test("without a secret nothing is believed", async () => {
  const headers = { "stripe-signature": signed({}) };
  const bare = stripeInbound([]).verify({ headers, body: bytes(), now });
  await expect(bare).rejects.toMatchObject({
    code: "connector_not_configured",
    data: { variable: "STRIPE_WEBHOOK_SECRET" },
  });
});

function verify(header: string | string[] | undefined, payload = body) {
  return inbound.verify({ headers: { "stripe-signature": header }, body: bytes(payload), now });
}

function bytes(payload = body): Buffer {
  return Buffer.from(payload);
}

function signed(options: { payload?: string; secret?: string; timestamp?: number }): string {
  return Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: "whsec_old",
    timestamp: seconds,
    ...options,
  });
}

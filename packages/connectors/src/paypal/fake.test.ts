import { createServer, type Server } from "node:http";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { InboundEvent, PaymentSnapshot } from "../contract.ts";
import { connectPaypal } from "./connector.ts";

let now: Date;
let fake: FakeProviders;
let http: HttpClient;
let connector: ReturnType<typeof connectPaypal>;
let listener: Server;
let heard: { event: InboundEvent; snapshot: PaymentSnapshot | null }[];

const webhookId = "8PT597110X687430LKGECATA";
const money = { amount: 1999, currency: "EUR" };

beforeEach(async () => {
  now = new Date("2026-11-01T12:00:00Z");
  heard = [];
  fake = await startFakeProviders({ now: () => now });
  http = createHttpClient({ allowLoopback: true, now: () => now });
  const { clientId, clientSecret, root } = fake.paypal;
  const settings = { clientId, clientSecret, webhookId, apiBase: fake.url };
  connector = connectPaypal(settings, { http, trustedRoots: [root] });
  listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const delivery = { headers: request.headers, body, now };
    const event = await connector.inbound?.verify(delivery).catch(() => null);
    if (event) heard.push({ event, snapshot: connector.inbound?.toSnapshot(event) ?? null });
    response.writeHead(event ? 202 : 400).end();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  const port = typeof address === "object" ? address?.port : 0;
  fake.paypal.deliverTo(`http://127.0.0.1:${port}/`, webhookId);
});

afterEach(async () => {
  await http.close();
  await fake.close();
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
});

function paypal() {
  const { payment } = connector;
  if (!payment?.complete) throw new Error("it completes");
  return { ...payment, complete: payment.complete };
}

async function place(capture: "automatic" | "manual" = "automatic", currency = "EUR") {
  const amount = currency === "HUF" ? 199_900 : 1999;
  const { ref } = await paypal().create({
    ...{ paymentId: "pay_1", orderId: "ord_1", orderNumber: 1001, description: "Order #1001" },
    ...{ amount, currency, capture, flow: "hosted", email: "buyer@example.com" },
    ...{ successUrl: "https://shop.example/a", cancelUrl: "https://shop.example/b" },
    ...{ expiresAt: now, idempotencyKey: "pay_1", deadlineMs: 5000 },
  });
  if (ref === null) throw new Error("it has an order");
  const refs = { ref, sessionRef: null, deadlineMs: 5000 };
  const complete = () =>
    paypal().complete({ ...refs, amount, currency, capture, idempotencyKey: "pay_1:complete" });
  return { ref, refs, complete };
}

const posted = (path: RegExp) =>
  fake.paypal.requests.filter(({ method, path: at }) => method === "POST" && path.test(at));
const states = () => heard.map(({ event, snapshot }) => [event.type, snapshot?.state]);

test("PayPal's answer to the check names credentials and webhook, each where it is wrong", async () => {
  expect(await connector.check()).toEqual({ ok: true, detail: expect.stringContaining("sandbox") });
  const { clientId, clientSecret } = fake.paypal;
  const check = (settings: { clientId: string; clientSecret: string; webhookId?: string }) =>
    connectPaypal({ ...settings, apiBase: fake.url }, { http }).check();
  expect(await check({ clientId, clientSecret: "x", webhookId })).toMatchObject({
    ok: false,
    detail: expect.stringContaining("client ID"),
  });
  expect(await check({ clientId, clientSecret, webhookId: "other" })).toMatchObject({
    ok: false,
    detail: expect.stringContaining("no webhook"),
  });
  expect(await check({ clientId, clientSecret })).toMatchObject({
    ok: false,
    detail: expect.stringContaining("PAYPAL_WEBHOOK_ID"),
  });
});

test("webhook and return address complete at once: one capture, and every event says so", async () => {
  const { ref, complete } = await place();
  fake.paypal.approve(ref);
  const both = await Promise.all([complete(), complete(), complete()]);
  expect(both.map(({ state }) => state)).toEqual(["captured", "captured", "captured"]);
  expect(fake.paypal.totals("pay_1")).toMatchObject({ payments: 1, captured: 1999 });
  await fake.settled();
  expect(states()).toEqual(
    expect.arrayContaining([
      ["CHECKOUT.ORDER.APPROVED", "approved"],
      ["PAYMENT.CAPTURE.COMPLETED", "captured"],
      ["CHECKOUT.ORDER.COMPLETED", "captured"],
    ]),
  );
  const facts = heard.flatMap(({ snapshot }) => snapshot?.facts ?? []);
  expect(new Set(facts.map(({ type, ref: of }) => `${type} ${of}`)).size).toBe(1);
});

test.each(["lostAnswer", "halfBody", "garbage", "errorAfter", "cut"] as const)(
  "a capture with %s is one capture",
  async (kind) => {
    const { ref, complete } = await place();
    fake.paypal.approve(ref);
    fake.faults.calls.push({ kind, at: /\/capture$/ });
    const first = await complete().catch((error: { kind: string }) => error.kind);
    if (typeof first === "string") expect(first).toBe("indeterminate");
    // A day later PayPal knows the key no more.
    now = new Date(now.getTime() + 24 * 3600_000);
    fake.paypal.withdrawTokens();
    expect((await complete()).state).toBe("captured");
    expect(fake.paypal.totals("pay_1")).toMatchObject({ payments: 1, captured: 1999 });
  },
);

test("a capture that PayPal holds back is no money until it says so", async () => {
  const { ref, refs, complete } = await place();
  fake.paypal.approve(ref);
  fake.paypal.setNextCapture("PENDING");
  expect(await complete()).toMatchObject({ state: "processing", facts: [{ status: "pending" }] });
  expect(fake.paypal.orders.get(ref)?.status).toBe("COMPLETED");
  fake.paypal.finishCapture(ref, "DECLINED");
  expect(await paypal().get(refs)).toMatchObject({
    state: "failed",
    facts: [{ status: "failed" }],
  });
  await fake.settled();
  expect(states()).toContainEqual(["PAYMENT.CAPTURE.DENIED", "failed"]);
});

test("a refused card leaves the page open; the next one pays", async () => {
  const { ref, complete } = await place();
  fake.paypal.approve(ref);
  fake.paypal.setNextCapture("refused");
  expect(await complete()).toMatchObject({
    state: "created",
    failure: { code: "instrument_declined" },
  });
  expect((await complete()).state).toBe("captured");
});

test("an approval that PayPal takes back is never captured", async () => {
  const { ref, complete } = await place();
  fake.paypal.approve(ref);
  fake.paypal.reverseApproval(ref);
  await fake.settled();
  expect(states()).toContainEqual(["CHECKOUT.PAYMENT-APPROVAL.REVERSED", "failed"]);
  await complete();
  expect(fake.paypal.totals("pay_1").captured).toBe(0);
});

test("a capture of held money that PayPal declines is refused, and can be tried again", async () => {
  const { ref, refs, complete } = await place("manual");
  fake.paypal.approve(ref);
  await complete();
  fake.paypal.setNextCapture("DECLINED");
  const capture = (idempotencyKey: string) =>
    paypal().capture({ ...refs, ...money, final: true, idempotencyKey, deadlineMs: 5000 });
  await expect(capture("prq_1")).rejects.toMatchObject({ kind: "declined" });
  expect(await paypal().get(refs)).toMatchObject({ state: "authorized" });
  await expect(capture("prq_1")).rejects.toMatchObject({ kind: "declined" });
  expect((await capture("prq_2")).state).toBe("captured");
});

test("what is held is captured in parts and the rest let go of", async () => {
  const { ref, refs, complete } = await place("manual");
  fake.paypal.approve(ref);
  const held = await complete();
  expect(held).toMatchObject({ state: "authorized", expiresAt: new Date("2026-11-30T12:00:00Z") });
  const capture = (amount: number, idempotencyKey: string) =>
    paypal().capture({ ...refs, ...money, amount, final: false, idempotencyKey });
  await Promise.all([capture(500, "part1"), capture(500, "part1")]);
  await capture(700, "part2");
  const voided = await paypal().cancel({ ...refs, idempotencyKey: "void" });
  expect(voided.facts.map(({ type, amount }) => [type, amount])).toEqual([
    ["authorization", 1999],
    ["void", 799],
    ["capture", 500],
    ["capture", 700],
  ]);
  expect(await paypal().get(refs)).toEqual(voided);
  expect(fake.paypal.totals("pay_1")).toEqual({
    ...{ payments: 1, authorized: 0, captured: 1200, refunded: 0 },
  });
});

test.each(["lostAnswer", "errorAfter", "cut"] as const)(
  "a refund with %s is given back once, also when its key is long forgotten",
  async (kind) => {
    const { ref, refs, complete } = await place();
    fake.paypal.approve(ref);
    await complete();
    const refund = () =>
      paypal().refund({
        ...{ ...refs, ...money, amount: 500, refundId: "rfd_1", captureRef: null },
        ...{ reason: "Broken", idempotencyKey: "rfd_1" },
      });
    fake.faults.calls.push({ kind, at: /\/refund$/ });
    await refund().catch(() => null);
    now = new Date(now.getTime() + 46 * 24 * 3600_000);
    fake.paypal.withdrawTokens();
    expect((await refund()).refunds).toMatchObject([
      { refundId: "rfd_1", amount: 500, status: "succeeded" },
    ]);
    expect(fake.paypal.totals("pay_1").refunded).toBe(500);
  },
);

test("what PayPal gives back by itself, and a lost dispute, are told by events and by the order alike", async () => {
  const { ref, refs, complete } = await place();
  fake.paypal.approve(ref);
  await complete();
  fake.paypal.refund(ref, 300);
  const dispute = fake.paypal.dispute(ref, "inquiry");
  fake.paypal.escalateDispute(dispute);
  await fake.settled();
  fake.paypal.refund(ref, 1699);
  await fake.settled();
  const told = heard.flatMap(({ snapshot }) => snapshot?.refunds ?? []);
  const asked = (await paypal().get(refs)).refunds ?? [];
  expect(told.map((one) => [one.ref, one.amount])).toEqual(
    asked.map((one) => [one.ref, one.amount]),
  );
  expect(heard.flatMap(({ snapshot }) => snapshot?.disputes ?? [])).toMatchObject([
    { ref: dispute, status: "inquiry", refundable: true },
    { ref: dispute, status: "needs_response", refundable: false },
  ]);
});

test("a currency without decimals is paid in whole units", async () => {
  const { ref, complete } = await place("automatic", "HUF");
  fake.paypal.approve(ref);
  expect(await complete()).toMatchObject({ currency: "HUF", facts: [{ amount: 199_900 }] });
  expect(posted(/\/orders$/)[0]?.text).toContain('"value":"1999"');
});

test("events that never came are in the list, each as it would have come", async () => {
  fake.faults.webhooks.push({ kind: "drop" }, { kind: "drop" });
  const { ref, complete } = await place();
  fake.paypal.approve(ref);
  await complete();
  await fake.settled();
  const listed: string[] = [];
  const since = new Date(now.getTime() - 600_000);
  for await (const event of connector.inbound?.listEvents?.({ since, deadlineMs: 5000 }) ?? []) {
    listed.push(event.eventId);
    expect(connector.inbound?.toSnapshot(event)).not.toBeNull();
  }
  expect(listed).toEqual(fake.paypal.events.map(({ id }) => id));
});

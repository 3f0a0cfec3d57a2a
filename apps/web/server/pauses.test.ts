import { startMailbox } from "@crossdock/connectors/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { runCli } from "./testing/run-cli.ts";
import { paidEvents, placeStripeOrder, postEvent, startStripeShop } from "./testing/stripe-shop.ts";
import { callTrpc } from "./testing/trpc-client.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let shop: Awaited<ReturnType<typeof startStripeShop>>;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
/** Two processes that take calls; the second one works jobs too. */
let urls: [string, string];
let key: string;

beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await startStripeShop();
  const env = { SMTP_URL: `smtp://${mailbox.host}` };
  const first = await shop.serve({ ...env, PROCESSES: "api" });
  const second = await shop.serve({ ...env, PROCESSES: "api,worker" });
  urls = [first.url, second.url];
  key = await shop.createKey();
});
afterEach(async () => {
  for (const part of ["worker", "outgoing", "writes"] as const)
    await shop
      .as()
      .pauses.lift({ part })
      .catch(() => {});
});
afterAll(async () => {
  await shop.close();
  await mailbox.close();
});

const reason = "Moving the database.";

test("no job is begun while the worker is paused, and all are done afterwards", async () => {
  await shop.as().pauses.set({ part: "worker", reason });
  await quiet();
  const before = mailbox.mails.length;
  await inquire("worker@example.com");
  await quiet();
  expect(await waitingOf("deliver-mail")).toBe(0);
  expect((await waitingOf("react")) > 0).toBe(true);
  expect(await heldOf("react")).toBe("worker");
  await shop.as().pauses.lift({ part: "worker" });
  await until("the mail is sent", async () => mailbox.mails.length > before);
  expect(await heldOf("react")).toBeNull();
});

test("while outgoing traffic is paused mails wait, payments are not begun, and nothing has failed", async () => {
  await shop.as().pauses.set({ part: "outgoing", reason });
  await quiet();
  const before = mailbox.mails.length;
  await inquire("outgoing@example.com");
  await until("the mail waits", async () => (await waitingOf("deliver-mail")) === 1);
  for (const url of urls) {
    const { sku } = await shop.sell(5);
    const body = {
      email: "b@example.com",
      items: [{ sku, quantity: 1 }],
      paymentProvider: "stripe",
    };
    const order = { method: "POST" as const, path: "/api/v1/orders", key, body };
    const refused = await send(url, order);
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const byHand = { ...order, body: { ...body, paymentProvider: "manual" } };
    expect((await send(url, byHand)).status).toBe(201);
  }
  expect(await shop.as().connectors.check({ id: "stripe" })).toMatchObject({ ok: false });
  expect(mailbox.mails).toHaveLength(before);
  await shop.as().pauses.lift({ part: "outgoing" });
  await until("the mail is sent", async () => mailbox.mails.length > before);
  const rows = await shop.product.db.prisma.notification.findMany();
  expect(rows.map(({ attempts, status }) => [status, attempts])).not.toContainEqual(["sent", 2]);
  await placeStripeOrder(shop, urls[0], key);
});

test("in read-only mode every process refuses changes on every transport, and shows all", async () => {
  const order = await placeStripeOrder(shop, urls[1], key);
  const { cookie } = await shop.signIn();
  await shop.as().pauses.set({ part: "writes", reason });
  await quiet();
  for (const url of urls) {
    const inquiry = { name: "Zoe", email: "zoe@example.com", message: "Hello" };
    const refused = await send(url, {
      method: "POST",
      path: "/api/v2/inquiries",
      key,
      body: inquiry,
    });
    expect(refused).toMatchObject({ status: 503, body: { code: "read_only", reason } });
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(JSON.stringify(refused.body)).not.toContain("tests");
    const headers = { Cookie: cookie };
    const set = { path: "shop.update", method: "POST" as const, headers, input: { name: "X" } };
    const told = await callTrpc(url, set);
    expect(told.status).toBe(503);
    expect(JSON.stringify(told.body)).toContain("Ask tests when it ends.");
    expect((await send(url, { method: "GET", path: "/api/v2/orders?limit=1", key })).status).toBe(
      200,
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }
  // Webhooks are stored, and worked off later.
  for (const event of paidEvents(order)) expect((await postEvent(urls[0], event)).status).toBe(202);
  await quiet();
  expect(await shop.as().orders.get({ id: order.id })).toMatchObject({ status: "pending" });
  const headers = { Cookie: cookie };
  const lift = { path: "pauses.lift", method: "POST" as const, headers, input: { part: "writes" } };
  expect((await callTrpc(urls[1], lift)).status).toBe(200);
  await until("the order is confirmed", async () => {
    return (await shop.as().orders.get({ id: order.id })).status === "confirmed";
  });
});

test("whoever is at the command line pauses, sees what is paused, and resumes", async () => {
  const cli = (...words: string[]) => runCli(shop.env, ...words).ended;
  expect(await cli("pause", "writes")).toMatchObject({ status: 2 });
  expect(await cli("pause", "writes", "--reason", "Drill")).toMatchObject({ status: 0 });
  expect((await cli("pauses")).stdout).toMatch(/^writes\t\S+\tcommand line\tDrill\n$/);
  await until("the change is refused", async () => {
    const { status } = await send(urls[0], {
      method: "POST",
      path: "/api/v2/inquiries",
      key,
      body: {},
    });
    return status === 503;
  });
  expect(await cli("resume", "writes")).toMatchObject({ status: 0 });
  expect((await cli("pauses")).stdout).toBe("");
});

test("who may not pause may not, and all of the team may look", async () => {
  const { cookie } = await shop.signIn("operations");
  const headers = { Cookie: cookie };
  const set = {
    path: "pauses.set",
    method: "POST" as const,
    headers,
    input: { part: "writes", reason },
  };
  expect((await callTrpc(urls[0], set)).status).toBe(403);
  const list = { path: "pauses.list", method: "GET" as const, headers, input: {} };
  expect((await callTrpc(urls[0], list)).status).toBe(200);
});

/** Longer than it may take until every process has heard of a change. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2000));
}

async function inquire(email: string): Promise<void> {
  const { inquiries } = shop.as();
  const { id } = await inquiries.create({ name: "Zoe", email, message: "Hello" });
  await inquiries.answer({ id, answer: "Good day" });
}

async function queueOf(name: string) {
  const { data } = await shop.as().jobs.queues({});
  return data.find((queue) => queue.name === name);
}

const waitingOf = async (name: string) => (await queueOf(name))?.waiting ?? -1;
const heldOf = async (name: string) => (await queueOf(name))?.heldBy;

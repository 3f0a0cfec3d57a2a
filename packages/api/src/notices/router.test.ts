import { type Receiver, startReceiver } from "@crossdock/connectors/testing";
import { newId } from "@crossdock/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { notifyTeam } from "../notifications/notify-team.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import {
  connectorsWith,
  createTestProduct,
  outcomeOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";
import type { NoticeKind } from "./kinds.ts";

let receiver: Receiver;
let product: TestProduct;
beforeAll(async () => {
  receiver = await startReceiver();
  const connectors = connectorsWith({ SLACK_WEBHOOK_URL: `${receiver.url}/services/T/B/x` });
  product = await createTestProduct({ connectors });
  const now = product.clock.now();
  await product.db.prisma.user.create({
    data: {
      ...{ id: newId("usr", now), email: "owner@example.com", name: "Owner", role: "owner" },
      ...{ status: "active", createdAt: now, updatedAt: now },
    },
  });
});
afterAll(async () => {
  await product.close();
  await receiver.close();
});
beforeEach(() => void receiver.messages.splice(0));

function notify(key: string, kind: NoticeKind): Promise<void> {
  return unitOfWork(product.context, "test.notify", (ctx) =>
    notifyTeam(ctx, { key, kind, subject: `About ${key}`, paragraphs: ["Look."], href: "/orders" }),
  );
}

const toldOf = async (eventId: string) =>
  (await product.db.prisma.notification.findMany({ where: { eventId } }))
    .map(({ to }) => to)
    .sort();

test("a notice goes by mail and to the chat, each once", async () => {
  await Promise.all([notify("one", "money"), notify("one", "money")]);
  await product.runJobs();
  expect(await toldOf("one")).toEqual(["owner@example.com", "slack"]);
  expect(receiver.messages.map(({ body }) => JSON.parse(body).text)).toEqual([
    "*About one*\nLook.\n<http://localhost:3000/orders|Open the dashboard>",
  ]);
});

test("what is sold out is for the chat alone, until somebody says otherwise", async () => {
  await notify("stock 1", "stock");
  expect(await toldOf("stock 1")).toEqual(["slack"]);
  const { notices } = product.as();
  await notices.set({ kind: "stock", mail: true, slack: false, http: true });
  await notify("stock 2", "stock");
  expect(await toldOf("stock 2")).toEqual(["owner@example.com"]);
  const { routes, channels } = await notices.settings({});
  expect(routes).toContainEqual({ kind: "stock", mail: true, slack: false, http: true });
  expect(channels).toEqual([
    { id: "slack", name: "Slack", ready: true },
    { id: "http", name: "HTTP", ready: false },
  ]);
  await product.runJobs();
});

test("a chat that is down is told later, and the mail does not wait for it", async () => {
  receiver.faults.push({ status: 503, body: "" });
  await notify("later", "connector");
  await expect(product.runJobs()).rejects.toThrow(/503/);
  const row = await product.db.prisma.notification.findFirstOrThrow({
    where: { eventId: "later", to: "slack" },
  });
  expect(row).toMatchObject({ status: "failed", attempts: 1 });
  const more = { kind: "connector", url: "http://localhost:3000/orders", paragraphs: "[]" };
  await product.services.jobs.enqueue("deliver-notice", { notificationId: row.id, ...more });
  await product.runJobs();
  expect(receiver.messages).toHaveLength(1);
});

test("a test goes to a channel that is set up, by who may write", async () => {
  const { notices } = product.as();
  await notices.test({ channel: "slack" });
  await product.runJobs();
  expect(receiver.messages[0]?.body).toContain("A test from your dashboard");
  expect(await outcomeOf(notices.test({ channel: "http" }))).toBe("connector_not_configured");
  const viewer = product.as(userOf("viewer")).notices;
  expect(await outcomeOf(viewer.test({ channel: "slack" }))).toBe("forbidden");
  const route = { kind: "money", mail: false, slack: false, http: false } as const;
  expect(await outcomeOf(viewer.set(route))).toBe("forbidden");
});

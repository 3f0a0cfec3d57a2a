import { createHttpClient } from "@crossdock/http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notice } from "../notify-contract.ts";
import { connectSlack } from "../slack/connector.ts";
import { connectPost } from "./connector.ts";
import { type Receiver, type ReceiverFault, startReceiver } from "./testing.ts";

const now = () => new Date();
const http = createHttpClient({ allowLoopback: true, now });
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await http.close();
});
beforeEach(() => void receiver.messages.splice(0));

const notice: Notice = {
  ...{
    id: "ntf_1",
    kind: "money",
    subject: "A & B <!channel>",
    at: new Date("2026-11-29T12:00:00Z"),
  },
  ...{ paragraphs: ["<https://evil.example|Your bank>"], url: "https://shop.example/orders/ord_1" },
};

const slack = () => connectSlack({ webhookUrl: `${receiver.url}/services/T/B/x` }, http);
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("Slack gets text in which nothing that was written is a command or a link", async () => {
  await slack().notify?.send(notice);
  expect(JSON.parse(receiver.messages[0]?.body ?? "")).toEqual({
    text: "*A &amp; B &lt;!channel&gt;*\n&lt;https://evil.example|Your bank&gt;\n<https://shop.example/orders/ord_1|Open the dashboard>",
  });
});

test("a check posts nothing to the channel", async () => {
  expect(await slack().check()).toMatchObject({ ok: true });
  expect(receiver.messages).toEqual([]);
  receiver.faults.push({ status: 404, body: "no_service" });
  expect(await slack().check()).toEqual({ ok: false, detail: "It answered 404 no_service." });
});

test("an address gets JSON that Standard Webhooks' own library verifies", async () => {
  const settings = { url: `${receiver.url}/notices`, token: "t0ken", signingSecret: secret };
  await connectPost(settings, { http, now }).notify?.send(notice);
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.messages;
  expect(headers.authorization).toBe("Bearer t0ken");
  const texts = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  expect(new Webhook(secret).verify(body, texts)).toEqual({
    ...{ id: "ntf_1", type: "notice.money", timestamp: "2026-11-29T12:00:00.000Z" },
    data: { subject: notice.subject, paragraphs: notice.paragraphs, url: notice.url },
  });
});

test("without secrets none is sent", async () => {
  await connectPost({ url: receiver.url }, { http, now }).notify?.send(notice);
  const headers = receiver.messages[0]?.headers ?? {};
  expect(headers).not.toHaveProperty("authorization");
  expect(headers).not.toHaveProperty("webhook-signature");
});

test.each([
  [{ status: 404, body: "no_service" }, "configuration"],
  [{ status: 302, body: "" }, "configuration"],
  [{ status: 429, body: "" }, "rate_limited"],
  [{ status: 500, body: "<html>" }, "unavailable"],
  ["cut", "unavailable"],
] satisfies [ReceiverFault, string][])("an answer of %j: %s", async (fault, kind) => {
  receiver.faults.push(fault);
  await expect(slack().notify?.send(notice)).rejects.toMatchObject({ kind, connector: "slack" });
  expect(receiver.messages).toEqual([]);
});

test("another protocol, or a machine of ours from elsewhere, is not called", async () => {
  const strangers = createHttpClient({ allowLoopback: false, now });
  const chat = connectSlack({ webhookUrl: `${receiver.url}/services/T` }, strangers);
  await expect(chat.notify?.send(notice)).rejects.toMatchObject({ kind: "configuration" });
  await strangers.close();
  expect(receiver.messages).toEqual([]);
});

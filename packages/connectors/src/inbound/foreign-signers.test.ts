import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { Webhooks } from "@octokit/webhooks";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, test } from "vitest";
import { stripeInbound } from "../stripe/inbound.ts";
import { SourceSettings } from "./settings.ts";
import { verifySource } from "./source.ts";

// What the providers' own libraries sign, we take; and what we say no to, so do they.
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const bodies = [
  `{"id":"evt_1","object":"event","type":"a.b","note":"für €5 \u{1F4B6}"}`,
  `{ "id": "evt_2", "object": "event",\n\t"type": "a.b", "zero": 0.0, "escaped": "\\u00fc\\/" }\n`,
];
const validFrom = new Date(0);

function take(
  settings: SourceSettings,
  secret: string,
  headers: Record<string, string>,
  body: string,
) {
  const secrets = [{ secret, validFrom, validUntil: null }];
  return verifySource(settings, secrets, { headers, body: Buffer.from(body), now });
}

describe.each(bodies)("%s", (body) => {
  test("@octokit/webhooks", async () => {
    const secret = "It's a Secret to Everybody";
    const webhooks = new Webhooks({ secret });
    const headers = {
      "x-hub-signature-256": await webhooks.sign(body),
      ...{ "x-github-event": "push", "x-github-delivery": randomUUID() },
    };
    expect(take({ kind: "github" }, secret, headers, body)).toMatchObject({
      ...{ type: "push", eventId: headers["x-github-delivery"], payload: JSON.parse(body) },
    });
    expect(await webhooks.verify(`${body} `, headers["x-hub-signature-256"])).toBe(false);
    expect(() => take({ kind: "github" }, secret, headers, `${body} `)).toThrow();
  });

  test("standardwebhooks", () => {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    const signature = new StandardWebhook(secret).sign("msg_1", now, body);
    const seconds = String(now.getTime() / 1000);
    const headers = {
      ...{ "webhook-id": "msg_1", "webhook-timestamp": seconds, "webhook-signature": signature },
    };
    const settings = { kind: "standard-webhooks" } as const;
    expect(take(settings, secret, headers, body)).toMatchObject({ eventId: "msg_1", type: "a.b" });
    expect(() => new StandardWebhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => take(settings, secret, headers, `${body} `)).toThrow();
  });

  test("svix", () => {
    const secret = `whsec_${randomBytes(24).toString("base64")}`;
    const signature = new SvixWebhook(secret).sign("msg_1", now, body);
    const seconds = String(now.getTime() / 1000);
    const headers = {
      ...{ "svix-id": "msg_1", "svix-timestamp": seconds, "svix-signature": signature },
    };
    const settings = { kind: "standard-webhooks" } as const;
    expect(take(settings, secret, headers, body)).toMatchObject({ eventId: "msg_1", type: "a.b" });
    expect(() => new SvixWebhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => take(settings, secret, headers, `${body} `)).toThrow();
  });

  test("stripe", async () => {
    const secret = "whsec_of_an_endpoint";
    const timestamp = now.getTime() / 1000;
    const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    const request = { headers: { "stripe-signature": header }, now };
    const { verify } = stripeInbound([secret]);
    expect(await verify({ ...request, body: Buffer.from(body) })).toMatchObject({ type: "a.b" });
    await expect(verify({ ...request, body: Buffer.from(`${body} `) })).rejects.toThrow();
  });
});

test("what Slack sends, by settings alone", () => {
  const [secret, time, body] = ["8f742231b10e8888abcd99yyyzzz85a5", "1531420618", `{"a":1}`];
  const digest = createHmac("sha256", secret).update(`v0:${time}:${body}`).digest("hex");
  const settings = SourceSettings.parse({
    ...{ kind: "hmac", signatureHeader: "X-Slack-Signature", prefix: "v0=", encoding: "hex" },
    ...{ algorithm: "sha256", template: "v0:{timestamp}:{body}" },
    timestampHeader: "X-Slack-Request-Timestamp",
  });
  const request = {
    headers: { "x-slack-signature": `v0=${digest}`, "x-slack-request-timestamp": time },
    body: Buffer.from(body),
    now: new Date(1_531_420_618_000),
  };
  const secrets = [{ secret, validFrom, validUntil: null }];
  expect(verifySource(settings, secrets, request)).toMatchObject({ type: "event" });
});

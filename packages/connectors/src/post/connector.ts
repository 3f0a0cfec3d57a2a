import { createHmac } from "node:crypto";
import type { Connector } from "../contract.ts";
import type { ConnectDeps } from "../definition.ts";
import { healthBy } from "../health.ts";
import type { Incident, Notice } from "../notify-contract.ts";
import type { PostConfig } from "./definition.ts";
import { pagerDutyEvent } from "./pagerduty.ts";
import { postJson } from "./post-json.ts";

/** A POST of JSON to any address, signed where a secret is set. */
export function connectPost(
  settings: PostConfig,
  { http, now }: Pick<ConnectDeps, "http" | "now">,
): Connector {
  const { url, routingKey } = settings;

  async function send(notice: Notice): Promise<void> {
    await postJson(http, {
      ...{ connector: "http", url },
      message: routingKey ? pagerDutyEvent(notice, routingKey) : messageOf(notice),
      headers: (body) => headersOf(settings, notice.id, body, now()),
    });
  }

  return {
    id: "http",
    name: "HTTP",
    configured: true,
    notify: { send },
    check: () =>
      healthBy(async () => {
        const at = now();
        const [subject, id] = ["A check of this address", `check_${at.getTime()}`];
        const notice: Notice = { id, kind: "check", subject, paragraphs: [], url, at };
        await send(notice);
        // Nobody is to be woken by a check for longer than it takes.
        if (routingKey) await send({ ...notice, incident: overOf(notice) });
        return "The address takes notices.";
      }),
  };
}

function messageOf({ id, kind, subject, paragraphs, url, at, incident }: Notice): object {
  const data = { subject, paragraphs, url, ...(incident && { incident }) };
  return { id, type: `notice.${kind}`, timestamp: at.toISOString(), data };
}

function overOf({ id, subject, url }: Notice): Incident {
  const of = { source: new URL(url).host, details: {}, links: [] };
  return { key: id, action: "resolve", summary: subject, severity: "info", ...of };
}

function headersOf(
  { token, signingSecret }: PostConfig,
  id: string,
  body: string,
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    ...(token && { authorization: `Bearer ${token}` }),
    ...(signingSecret && {
      "webhook-signature": signatureOf(signingSecret, `${id}.${timestamp}.${body}`),
    }),
  };
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function signatureOf(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}

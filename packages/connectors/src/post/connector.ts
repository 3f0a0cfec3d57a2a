import { createHmac } from "node:crypto";
import type { Connector } from "../contract.ts";
import type { ConnectDeps } from "../definition.ts";
import { healthBy } from "../health.ts";
import type { Notice } from "../notify-contract.ts";
import type { PostConfig } from "./definition.ts";
import { postJson } from "./post-json.ts";

/** A POST of JSON to any address, signed where a secret is set. */
export function connectPost(
  settings: PostConfig,
  { http, now }: Pick<ConnectDeps, "http" | "now">,
): Connector {
  const { url } = settings;

  async function send({ id, kind, subject, paragraphs, url: about, at }: Notice): Promise<void> {
    const data = { subject, paragraphs, url: about };
    await postJson(http, {
      ...{ connector: "http", url },
      message: { id, type: `notice.${kind}`, timestamp: at.toISOString(), data },
      headers: (body) => headersOf(settings, id, body, now()),
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
        const subject = "A check of this address";
        await send({
          id: `check_${at.getTime()}`,
          kind: "check",
          subject,
          paragraphs: [],
          url,
          at,
        });
        return "The address takes notices.";
      }),
  };
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

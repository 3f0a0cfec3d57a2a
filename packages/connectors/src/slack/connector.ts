import type { HttpClient } from "@crossdock/http";
import { ConnectorError } from "../connector-error.ts";
import type { Connector } from "../contract.ts";
import { healthBy } from "../health.ts";
import type { Notice } from "../notify-contract.ts";
import { postJson } from "../post/post-json.ts";
import type { SlackConfig } from "./definition.ts";

/** Slack's incoming webhooks. */
export function connectSlack({ webhookUrl: url }: SlackConfig, http: HttpClient): Connector {
  const post = (message: object) => postJson(http, { connector: "slack", url, message });
  return {
    id: "slack",
    name: "Slack",
    configured: true,
    notify: {
      async send(notice) {
        await post({ text: textOf(notice) });
      },
    },
    check: () =>
      healthBy(async () => {
        // Of a webhook that works Slack says so to a message without text, and posts nothing.
        const wasRefused = await post({}).catch(unlessWithoutText);
        return wasRefused ? "Slack knows the webhook." : "Slack takes messages.";
      }),
  };
}

function unlessWithoutText(error: unknown): true {
  if (error instanceof ConnectorError && error.code === "no_text") return true;
  throw error;
}

const charactersMax = 3000;

function textOf({ subject, paragraphs, url }: Notice): string {
  const text = [`*${escaped(subject)}*`, ...paragraphs.map(escaped)].join("\n");
  return `${text.slice(0, charactersMax)}\n<${url}|Open the dashboard>`;
}

// Unescaped, a buyer's words could call the whole channel (`<!channel>`) or hide where a link leads.
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

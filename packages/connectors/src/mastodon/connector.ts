import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import type { Connector } from "../contract.ts";
import { socialCaller } from "../social/call.ts";
import { checkDeadlineMs, socialConnector } from "../social/connector.ts";
import type { MastodonConfig } from "./config.ts";
import { mastodonFailure, mastodonPublisher } from "./publish.ts";

/** A Mastodon account. */
export function connectMastodon(settings: MastodonConfig, http: HttpClient): Connector {
  const call = socialCaller("mastodon", http);
  return socialConnector(
    { id: "mastodon", name: "Mastodon" },
    mastodonPublisher(settings, http),
    async () => {
      const { data } = await call({
        method: "GET",
        url: `${settings.baseUrl}/api/v1/accounts/verify_credentials`,
        headers: { authorization: `Bearer ${settings.accessToken}` },
        deadlineMs: checkDeadlineMs,
        answer: z.object({ acct: z.string() }),
        messageOf: mastodonFailure,
      });
      return `@${data.acct}`;
    },
  );
}

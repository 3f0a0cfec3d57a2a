import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import type { Connector } from "../contract.ts";
import { socialCaller } from "../social/call.ts";
import { checkDeadlineMs, socialConnector } from "../social/connector.ts";
import { graphFailure } from "../social/graph.ts";
import type { InstagramConfig } from "./config.ts";
import { instagramPublisher } from "./publish.ts";

/** An account on Instagram. */
export function connectInstagram(settings: InstagramConfig, http: HttpClient): Connector {
  const call = socialCaller("instagram", http);
  return socialConnector(
    { id: "instagram", name: "Instagram" },
    instagramPublisher(settings, http),
    async () => {
      const { graphBase, accountId, accessToken } = settings;
      const { data } = await call({
        method: "GET",
        url: `${graphBase}/${encodeURIComponent(accountId)}?fields=username`,
        headers: { authorization: `Bearer ${accessToken}` },
        deadlineMs: checkDeadlineMs,
        answer: z.object({ username: z.string() }),
        messageOf: graphFailure,
      });
      return data.username;
    },
  );
}

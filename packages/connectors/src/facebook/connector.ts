import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import type { Connector } from "../contract.ts";
import { socialCaller } from "../social/call.ts";
import { checkDeadlineMs, socialConnector } from "../social/connector.ts";
import { graphFailure } from "../social/graph.ts";
import type { FacebookConfig } from "./config.ts";
import { facebookPublisher } from "./publish.ts";

/** An account on Facebook. */
export function connectFacebook(settings: FacebookConfig, http: HttpClient): Connector {
  const call = socialCaller("facebook", http);
  return socialConnector(
    { id: "facebook", name: "Facebook" },
    facebookPublisher(settings, http),
    async () => {
      const { graphBase, pageId, pageToken } = settings;
      const { data } = await call({
        method: "GET",
        url: `${graphBase}/${encodeURIComponent(pageId)}?fields=name`,
        headers: { authorization: `Bearer ${pageToken}` },
        deadlineMs: checkDeadlineMs,
        answer: z.object({ name: z.string() }),
        messageOf: graphFailure,
      });
      return data.name;
    },
  );
}

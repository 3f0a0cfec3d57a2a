import { z } from "zod";
import type { Connector } from "../contract.ts";
import type { ConnectDeps } from "../definition.ts";
import { socialCaller } from "../social/call.ts";
import { checkDeadlineMs, socialConnector } from "../social/connector.ts";
import type { XConfig } from "./config.ts";
import { xPublisher } from "./publish.ts";
import { xFailure, xSigner } from "./signer.ts";

/** An account on X. */
export function connectX(
  settings: XConfig,
  { http, now }: Pick<ConnectDeps, "http" | "now">,
): Connector {
  const call = socialCaller("x", http);
  const sign = xSigner(settings, now);
  return socialConnector({ id: "x", name: "X" }, xPublisher(settings, http, now), async () => {
    const url = `${settings.apiBase}/2/users/me`;
    const { data } = await call({
      ...{ method: "GET", url, headers: sign("GET", url), deadlineMs: checkDeadlineMs },
      answer: z.object({ data: z.object({ username: z.string() }) }),
      messageOf: xFailure,
    });
    return `@${data.data.username}`;
  });
}

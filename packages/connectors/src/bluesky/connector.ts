import type { HttpClient } from "@crossdock/http";
import type { Connector } from "../contract.ts";
import { checkDeadlineMs, socialConnector } from "../social/connector.ts";
import type { BlueskyConfig } from "./config.ts";
import { blueskyPublisher } from "./publish.ts";
import { blueskySignIn } from "./sign-in.ts";

/** A Bluesky account. */
export function connectBluesky(settings: BlueskyConfig, http: HttpClient): Connector {
  return socialConnector(
    { id: "bluesky", name: "Bluesky" },
    blueskyPublisher(settings, http),
    async () => (await blueskySignIn(settings, http, checkDeadlineMs)).handle,
  );
}

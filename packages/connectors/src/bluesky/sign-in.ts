import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { socialCaller } from "../social/call.ts";
import type { BlueskyConfig } from "./config.ts";

/**
 * A session of the account (com.atproto.server.createSession).
 * @throws ConnectorError
 */
export async function blueskySignIn(
  { service, identifier, appPassword }: BlueskyConfig,
  http: HttpClient,
  deadlineMs: number,
) {
  const { data } = await socialCaller(
    "bluesky",
    http,
  )({
    url: `${service}/xrpc/com.atproto.server.createSession`,
    body: { json: { identifier, password: appPassword } },
    deadlineMs,
    answer: z.object({ did: z.string(), handle: z.string(), accessJwt: z.string() }),
    messageOf: blueskyFailure,
  });
  return data;
}

const Failure = z.object({ error: z.string(), message: z.string().optional() });

/** What the server says of a call that it does not do (atproto.com/specs/xrpc). */
export function blueskyFailure(answer: unknown) {
  const { error, message } = Failure.safeParse(answer).data ?? {};
  return { message: message ?? error, code: error };
}

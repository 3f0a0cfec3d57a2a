import type { HttpResponse } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import type { ApiRequest } from "../openapi/request.ts";

/** Sends a request to GitHub with the token of the hook's owner. */
export type AskGithub = (request: ApiRequest, deadlineMs: number) => Promise<HttpResponse>;

/** An event that no delivery of a hook has brought to its address. */
export type FailedDelivery = {
  /** Of the newest delivery: what a redelivery is asked for by. */
  id: string;
  /** The event's id in `X-GitHub-Delivery`, the same in each delivery. */
  guid: string;
  /** How many deliveries there were, redeliveries too. */
  attempts: number;
  lastAt: Date;
};

/**
 * The events whose deliveries all failed, the oldest first
 * (docs.github.com/rest/repos/webhooks, "List deliveries for a repository webhook"). GitHub sends none
 * of them again by itself. Of a hook that sends more than ten thousand in this time the newest count.
 * @param hookUrl the hook's address in GitHub's API
 * @throws ConnectorError, HttpError
 */
export async function failedDeliveries(
  ask: AskGithub,
  { hookUrl, since, deadlineMs }: { hookUrl: string; since: Date; deadlineMs: number },
): Promise<FailedDelivery[]> {
  const end = performance.now() + deadlineMs;
  const failed = new Map<string, FailedDelivery>();
  const came = new Set<string>();
  const first = new URLSearchParams({ per_page: "100" });
  let query: URLSearchParams | null = first;
  for (let page = 0; query !== null && page < pagesMax; page += 1) {
    const left = Math.max(1, Math.ceil(end - performance.now()));
    const answer = await ask(get(`${hookUrl}/deliveries?${query}`), left);
    refuseFailure(answer);
    const deliveries = deliveriesIn(answer.body.toString("utf8"));
    const young = deliveries.filter(({ delivered_at: at }) => at >= since);
    for (const delivery of young) note(delivery);
    const cursor: string | null = young.length < deliveries.length ? null : nextCursor(answer);
    query = cursor === null ? null : new URLSearchParams({ per_page: "100", cursor });
  }
  return [...failed.values()].filter(({ guid }) => !came.has(guid)).reverse();

  // The newest come first.
  function note({ id, guid, delivered_at: lastAt, status_code: status }: Delivery): void {
    if (status >= 200 && status < 300) came.add(guid);
    const known = failed.get(guid);
    if (known) known.attempts += 1;
    else failed.set(guid, { id, guid, attempts: 1, lastAt });
  }
}

/**
 * Asks GitHub to send a delivery again ("Redeliver a delivery for a repository webhook").
 * @returns false where GitHub has it no more
 * @throws ConnectorError, HttpError
 */
export async function redeliver(
  ask: AskGithub,
  { hookUrl, id, deadlineMs }: { hookUrl: string; id: string; deadlineMs: number },
): Promise<boolean> {
  const url = `${hookUrl}/deliveries/${id}/attempts`;
  const answer = await ask({ ...get(url), method: "POST" }, deadlineMs);
  if (goneStatuses.includes(answer.status)) return false;
  refuseFailure(answer);
  return true;
}

const pagesMax = 100;
const goneStatuses = [400, 404, 422];

type Delivery = z.infer<typeof Delivery>;

const Delivery = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  guid: z.string().min(1).max(255),
  delivered_at: z.coerce.date(),
  status_code: z.int(),
});

function get(url: string): ApiRequest {
  const headers = { accept: "application/vnd.github+json", "user-agent": "Crossdock" };
  return { method: "GET", url, headers, body: null };
}

function deliveriesIn(text: string): Delivery[] {
  try {
    // Ids have 64 bits, of which a number of JavaScript's would lose some.
    return Delivery.array().parse(JSON.parse(text.replace(/"id"\s*:\s*(\d+)/g, '"id":"$1"')));
  } catch (cause) {
    const message = "GitHub's list of deliveries is not what its documentation says.";
    throw new ConnectorError("github", "unavailable", message, { cause });
  }
}

// Only the cursor: the link's host must not decide who is told our token.
function nextCursor({ headers }: HttpResponse): string | null {
  const [, next = ""] = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(String(headers.link ?? "")) ?? [];
  return URL.parse(next)?.searchParams.get("cursor") ?? null;
}

function refuseFailure({ status, headers }: HttpResponse): void {
  if (status >= 200 && status < 300) return;
  const isLimited =
    headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0";
  if (status === 429 || (status === 403 && isLimited))
    throw new ConnectorError("github", "rate_limited", "GitHub was asked too often.");
  if (status >= 500) throw new ConnectorError("github", "unavailable", `GitHub said ${status}.`);
  const mend =
    status === 404
      ? "Look at the hook's address, and whether the token may see the hook."
      : "Enter a token that may read and write the repository's webhooks.";
  throw new ConnectorError("github", "configuration", `GitHub said ${status}. ${mend}`);
}

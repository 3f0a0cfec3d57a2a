import type { Faults } from "./faults.ts";

/** A webhook on its way. It is signed anew for each attempt, as the providers do. */
export type Webhook = {
  eventId: string;
  type: string;
  url: string;
  body: string;
  headers(): Record<string, string>;
  /** Told once, when the endpoint has taken it or a drop pretends so. */
  delivered(): void;
};

type Around = { before?: () => Promise<void>; after?: () => Promise<void> };

/** `status` is null where nobody answered, or the webhook was dropped. */
type Attempt = { eventId: string; type: string; url: string; status: number | null };

/**
 * Sends webhooks in the background, one after the other for each address. What fails stays until
 * `retryFailed`: the providers' hours of waiting are the test's to pass.
 */
export function createDeliveries(faults: Faults) {
  const lanes = new Map<string, Promise<void>>();
  const open = new Set<Promise<void>>();
  const held = new Map<string, Webhook[]>();
  const failed: Webhook[] = [];
  const attempts: Attempt[] = [];

  function send(webhook: Webhook): void {
    const fault = faults.forWebhook(webhook.type);
    if (fault?.kind === "drop") {
      attempts.push({ ...named(webhook), status: null });
      webhook.delivered();
    } else if (fault?.kind === "reorder") {
      held.set(webhook.url, [...(held.get(webhook.url) ?? []), webhook]);
    } else if (fault?.kind === "delay") {
      track(new Promise((resolve) => setTimeout(resolve, fault.ms)).then(() => queue(webhook)));
    } else if (fault?.kind === "around") {
      queue(webhook, fault);
    } else {
      queue(webhook);
      if (fault?.kind === "duplicate") queue(webhook);
      releaseHeld(webhook.url);
    }
  }

  function releaseHeld(url: string): void {
    const waiting = held.get(url) ?? [];
    held.delete(url);
    for (const webhook of waiting) queue(webhook);
  }

  function queue(webhook: Webhook, around: Around = {}): void {
    const earlier = lanes.get(webhook.url) ?? Promise.resolve();
    const next = earlier
      .then(() => around.before?.())
      .then(() => attempt(webhook))
      .then(() => around.after?.());
    lanes.set(webhook.url, next);
    track(next);
  }

  function track(work: Promise<void>): void {
    open.add(work);
    work.finally(() => open.delete(work));
  }

  async function attempt(webhook: Webhook): Promise<void> {
    const status = await post(webhook);
    attempts.push({ ...named(webhook), status });
    if (status !== null && status < 300) webhook.delivered();
    else failed.push(webhook);
  }

  /** Resolves when nothing is under way; what a reorder holds back is sent first. */
  async function settled(): Promise<void> {
    while (open.size > 0 || held.size > 0) {
      for (const url of [...held.keys()]) releaseHeld(url);
      await Promise.all(open);
    }
  }

  return {
    attempts,
    send,
    settled,
    /** Sends anew what no endpoint took, and waits for it. */
    async retryFailed(): Promise<void> {
      for (const webhook of failed.splice(0)) queue(webhook);
      await settled();
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

function named({ eventId, type, url }: Webhook) {
  return { eventId, type, url };
}

async function post({ url, body, headers }: Webhook): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...headers() },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

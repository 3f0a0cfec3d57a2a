import Stripe from "stripe";
import { randomText, seconds, type World } from "../world.ts";
import { missing } from "./failure.ts";
import type {
  Charge,
  Dispute,
  Intent,
  Refund,
  Session,
  StripeEvent,
  StripeObject,
} from "./objects.ts";

/** What the buyer will be asked to pay, kept beside a session until a payment intent is made. */
export type SessionPlan = {
  /** What the page calls it. */
  title: string;
  captureMethod: Intent["capture_method"];
  description: string | null;
  metadata: Record<string, string>;
  multicapture: boolean;
};

type WebhookEndpoint = { url: string; secret: string };

/** All that one account at this Stripe has. The maps are in the order of creation. */
export type Account = ReturnType<typeof createAccount>;

export function createAccount(world: World, secretKey: string) {
  const endpoints: WebhookEndpoint[] = [];
  const events: StripeEvent[] = [];

  const account = {
    world,
    secretKey,
    endpoints,
    events,
    sessions: new Map<string, Session>(),
    plans: new Map<string, SessionPlan>(),
    intents: new Map<string, Intent>(),
    /** Payment intents that may be captured in several parts. */
    multicapture: new Set<string>(),
    charges: new Map<string, Charge>(),
    refunds: new Map<string, Refund>(),
    disputes: new Map<string, Dispute>(),
    /** What becomes of the next refund: `failed` is one that the bank sends back. */
    nextRefund: "succeeded" as Refund["status"],
    /** The call that is being served, which the events name. */
    request: { id: null as string | null, idempotency_key: null as string | null },

    id: (prefix: string) => `${prefix}_${randomText(world, 24)}`,
    now: () => seconds(world.now()),

    /** Writes an event down and sends it to every endpoint. */
    emit(type: string, object: StripeObject): void {
      const event: StripeEvent = {
        ...{ id: account.id("evt"), object: "event", api_version: Stripe.API_VERSION },
        ...{ created: account.now(), data: { object: structuredClone(object) }, livemode: false },
        ...{ pending_webhooks: endpoints.length, request: { ...account.request }, type },
      };
      events.push(event);
      const body = JSON.stringify(event, null, 2);
      for (const endpoint of endpoints) deliver(account, event, endpoint, body);
    },
  };
  return account;
}

function deliver(
  { world }: Pick<Account, "world">,
  event: StripeEvent,
  { url, secret }: WebhookEndpoint,
  body: string,
): void {
  let open = true;
  world.deliveries.send({
    ...{ eventId: event.id, type: event.type, url, body },
    headers: () => ({ "stripe-signature": sign(body, secret, seconds(world.now())) }),
    delivered() {
      if (open) event.pending_webhooks -= 1;
      open = false;
    },
  });
}

/** The header that Stripe's own library makes. */
function sign(payload: string, secret: string, timestamp: number): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

/** @throws StripeFailure 404 */
export function found<T>(map: Map<string, T>, kind: string, id: string, param?: string): T {
  const object = map.get(id);
  if (object === undefined) throw missing(kind, id, param);
  return object;
}

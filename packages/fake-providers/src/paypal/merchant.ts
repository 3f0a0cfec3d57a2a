import { randomText, type World } from "../world.ts";
import { notFound } from "./failure.ts";
import type {
  Authorization,
  Capture,
  Dispute,
  Link,
  Order,
  PaypalEvent,
  Refund,
} from "./objects.ts";
import { paypalAuthority, signPaypalDelivery } from "./signature.ts";

/** What the shop has told beside the order: where the buyer goes back to. */
type Pages = { returnUrl: string | null; cancelUrl: string | null };

/** What becomes of the next captures and refunds. */
type Fate = { capture: "COMPLETED" | "PENDING" | "DECLINED" | "refused"; refund: Refund["status"] };

export type Credentials = { clientId: string; clientSecret: string };

/** All that one merchant at this PayPal has. The maps are in the order of creation. */
export type Merchant = ReturnType<typeof createMerchant>;

export function createMerchant(world: World, credentials: Credentials) {
  const events: PaypalEvent[] = [];
  const undelivered = new Set<string>();
  const endpoints: { url: string; webhookId: string }[] = [];
  const fate: Fate = { capture: "COMPLETED", refund: "COMPLETED" };

  const merchant = {
    world,
    credentials,
    events,
    endpoints,
    /** Ids of events that some endpoint has not taken. */
    undelivered,
    fate,
    /** Until when each access token is good. */
    tokens: new Map<string, number>(),
    orders: new Map<string, Order>(),
    pages: new Map<string, Pages>(),
    authorizations: new Map<string, Authorization>(),
    captures: new Map<string, Capture>(),
    refunds: new Map<string, Refund>(),
    disputes: new Map<string, Dispute>(),

    id: () => randomText(world, 17).toUpperCase(),
    now: () => `${world.now().toISOString().slice(0, 19)}Z`,

    link(method: Link["method"], rel: string, path: string): Link {
      return { href: `${world.url()}${path}`, rel, method };
    },

    /** Writes an event down and sends it to every endpoint. */
    emit(event_type: string, resource_type: string, resource: object): void {
      const id = `WH-${merchant.id()}-${merchant.id()}`;
      const event: PaypalEvent = {
        ...{ id, event_version: "1.0", create_time: merchant.now(), resource_type },
        ...{ resource_version: "2.0", event_type, summary: `${event_type} happened` },
        resource: structuredClone(resource),
        links: [merchant.link("GET", "self", `/v1/notifications/webhooks-events/${id}`)],
      };
      events.push(event);
      for (const endpoint of endpoints) deliver(merchant, event, endpoint);
    },
  };
  return merchant;
}

function deliver(
  { world, undelivered }: Pick<Merchant, "world" | "undelivered">,
  event: PaypalEvent,
  { url, webhookId }: { url: string; webhookId: string },
): void {
  const body = JSON.stringify(event);
  undelivered.add(event.id);
  world.deliveries.send({
    ...{ eventId: event.id, type: event.event_type, url, body },
    headers: () =>
      signPaypalDelivery({
        ...{ body, webhookId, transmissionId: transmissionId(world), at: world.now() },
        certUrl: `${world.url()}${certificatePath}`,
        privateKey: paypalAuthority().signer.privateKey,
      }),
    delivered: () => undelivered.delete(event.id),
  });
}

export const certificatePath = "/v1/notifications/certs/CERT-360caa42-fca2a594-5a29e601";

function transmissionId(world: World): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(world.random() * 16).toString(16));
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** @throws PaypalFailure 404 */
export function found<T>(map: Map<string, T>, id: string): T {
  const object = map.get(id);
  if (object === undefined) throw notFound(id);
  return object;
}

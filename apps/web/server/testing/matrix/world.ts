import { randomUUID } from "node:crypto";
import { send } from "../rest-client.ts";
import type { ServerProcess } from "../server-process.ts";
import { startTestApp, type TestApp } from "../test-app.ts";

/** Whose an object is. */
export type Owner = "shop" | "partnerA" | "partnerB";

export const owners: readonly Owner[] = ["shop", "partnerA", "partnerB"];

/** The ids of one owner's objects, by what they are. */
export type Objects = Readonly<Record<string, string>>;

/** A shop with two partners, and an object of each kind for each owner. */
export type World = {
  app: TestApp;
  server: ServerProcess;
  partnerIds: Readonly<Record<Owner, string | undefined>>;
  objects: Readonly<Record<Owner, Objects>>;
  /** A text that stands in every object of this owner, and nowhere else. */
  canaryOf(owner: Owner): string;
};

export async function createWorld(): Promise<World> {
  const app = await startTestApp();
  const server = await app.serve();
  const partnerIds = {
    shop: undefined,
    partnerA: (await app.as().partners.create({ name: canaries.partnerA })).id,
    partnerB: (await app.as().partners.create({ name: canaries.partnerB })).id,
  };
  const objects = Object.fromEntries(
    await Promise.all(
      owners.map(async (owner) => [
        owner,
        await createObjects(app, server.url, owner, partnerIds[owner]),
      ]),
    ),
  );
  return { app, server, partnerIds, objects, canaryOf: (owner) => canaries[owner] };
}

const canaries: Record<Owner, string> = {
  shop: `canary-shop-${randomUUID()}`,
  partnerA: `canary-a-${randomUUID()}`,
  partnerB: `canary-b-${randomUUID()}`,
};

async function createObjects(
  app: TestApp,
  url: string,
  owner: Owner,
  partnerId: string | undefined,
): Promise<Objects> {
  const canary = canaries[owner];
  const key = await app.createKey({ partnerId });
  const metadata = { note: canary };
  const address = {
    ...{ name: canary, line1: canary, line2: canary },
    ...{ city: canary, postalCode: "20095", country: "DE" },
  };
  const email = `${canary}@example.com`;

  async function create(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await send(url, { method: "POST", path: `/api/v2${path}`, key, body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return Object(answer.body);
  }

  const { id: customer } = await create("/customers", {
    ...{ email, name: canary, phone: canary.slice(0, 40), externalId: canary, metadata, address },
  });
  const entry = await create("/addresses", {
    customerId: customer,
    label: canary.slice(0, 60),
    address,
  });
  const { sku } = await app.sell(10);
  const order = await create("/orders", {
    ...{ email, externalId: canary, metadata, shippingAddress: address },
    lines: [{ sku, quantity: 1 }],
  });
  const inquiry = await create("/inquiries", { name: canary, email, message: canary });
  const ownKey = await app.as().keys.create({ name: canary, partnerId, scopes: ["orders:read"] });
  const [payment] = order.payments as { id: string }[];
  return {
    address: String(entry.id),
    customer: String(customer),
    order: String(order.id),
    payment: payment?.id ?? "",
    inquiry: String(inquiry.id),
    key: ownKey.id,
    partner: partnerId ?? "",
  };
}

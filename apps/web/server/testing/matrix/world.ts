import { randomUUID } from "node:crypto";
import { grantableScopes } from "@crossdock/api";
import { newId } from "@crossdock/core";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "@crossdock/identity/testing/identity-provider";
import { placePaid } from "../requests.ts";
import { send } from "../rest-client.ts";
import { freePort, type ServerProcess } from "../server-process.ts";
import { startTestApp, type TestApp } from "../test-app.ts";
import { type CustomerClaims, createMint, type TokenMint } from "../tokens/sign.ts";
import { completeUpload } from "../upload.ts";

/** Whose an object is. */
export type Owner = "shop" | "partnerA" | "partnerB" | "customerOne" | "customerTwo";

export const owners: readonly Owner[] = [
  ...(["shop", "partnerA", "partnerB", "customerOne", "customerTwo"] as const),
];

/** The ids of one owner's objects, by what they are. */
type Objects = Readonly<Record<string, string>>;

/** A shop with two partners and two customers who have accounts, and objects of each of them. */
export type World = {
  app: TestApp;
  server: ServerProcess;
  partnerIds: Readonly<Partial<Record<Owner, string>>>;
  objects: Readonly<Record<Owner, Objects>>;
  mint: TokenMint;
  /** Somebody else's issuer of tokens, whom nobody trusts yet. */
  stranger: IdentityProvider;
  /** What makes the mint's token one of this customer's. */
  customerClaims: Readonly<Record<"customerOne" | "customerTwo", CustomerClaims>>;
  close(): Promise<void>;
  /** A text that stands in every object of this owner, and nowhere else. */
  canaryOf(owner: Owner): string;
};

export async function createWorld(): Promise<World> {
  const PORT = String(await freePort());
  const app = await startTestApp({ PORT, APP_URL: `http://127.0.0.1:${PORT}` });
  const server = await app.serve();
  const stranger = await startIdentityProvider();
  const mint = await createMint(app, server.url, grantableScopes);
  const newPartner = async (owner: Owner) =>
    (await app.as().partners.create({ name: canaries[owner] })).id;
  const partnerIds = {
    partnerA: await newPartner("partnerA"),
    partnerB: await newPartner("partnerB"),
  };
  const shopKey = await app.createKey();
  const business = async (owner: Owner, partnerId?: string) =>
    businessObjects(app, server.url, canaries[owner], partnerId);
  const one = await customerObjects(app, server.url, canaries.customerOne, shopKey, mint);
  const two = await customerObjects(app, server.url, canaries.customerTwo, shopKey, mint);
  return {
    ...{ app, server, partnerIds, mint, stranger },
    objects: {
      shop: await business("shop"),
      partnerA: await business("partnerA", partnerIds.partnerA),
      partnerB: await business("partnerB", partnerIds.partnerB),
      customerOne: one.objects,
      customerTwo: two.objects,
    },
    customerClaims: { customerOne: one.claims, customerTwo: two.claims },
    canaryOf: (owner) => canaries[owner],
    async close() {
      await stranger.close();
      await app.close();
    },
  };
}

const canaries: Record<Owner, string> = {
  shop: `canary-shop-${randomUUID()}`,
  partnerA: `canary-a-${randomUUID()}`,
  partnerB: `canary-b-${randomUUID()}`,
  customerOne: `canary-one-${randomUUID()}`,
  customerTwo: `canary-two-${randomUUID()}`,
};

/** What the shop, or a partner's system, makes with a key. */
async function businessObjects(
  app: TestApp,
  url: string,
  canary: string,
  partnerId: string | undefined,
): Promise<Objects> {
  const key = await app.createKey({ partnerId });
  const customer = await createCustomer(url, canary, key);
  const bought = await buy(app, url, canary, key, { externalId: canary });
  const email = `${canary}@example.com`;
  const inquiry = await create(url, key, "/inquiries", { name: canary, email, message: canary });
  const scopes = ["orders:read"];
  const ownKey = await app.as().keys.create({ name: canary, partnerId, scopes });
  const client = await app.as().clients.create({
    ...{ name: canary, partnerId, scopes, grants: ["client_credentials"] },
  });
  return {
    ...customer,
    ...bought,
    file: await completeUpload(url, { key }),
    inquiry: String(inquiry.id),
    key: ownKey.id,
    client: client.id,
    partner: partnerId ?? "",
  };
}

/** What is there of somebody who buys by a program with an own account. */
async function customerObjects(
  app: TestApp,
  url: string,
  canary: string,
  shopKey: string,
  mint: TokenMint,
): Promise<{ objects: Objects; claims: CustomerClaims }> {
  const made = await createCustomer(url, canary, shopKey);
  const claims = await mint.customerClaims(made.customer);
  return { objects: { ...made, ...(await buy(app, url, canary, mint.sign(claims))) }, claims };
}

async function createCustomer(url: string, canary: string, key: string) {
  const address = addressOf(canary);
  const { id: customerId } = await create(url, key, "/customers", {
    ...{ email: `${canary}@example.com`, name: canary, phone: canary.slice(0, 40), address },
    ...{ externalId: canary, metadata: { note: canary } },
  });
  const entry = { customerId, label: canary.slice(0, 60), address };
  const { id } = await create(url, key, "/addresses", entry);
  return { customer: String(customerId), address: String(id) };
}

async function buy(app: TestApp, url: string, canary: string, key: string, more: object = {}) {
  const { sku } = await app.sell(10);
  const order = await create(url, key, "/orders", {
    ...{ email: `${canary}@example.com`, metadata: { note: canary }, ...more },
    ...{ shippingAddress: addressOf(canary), lines: [{ sku, quantity: 1 }] },
  });
  const [payment] = order.payments as { id: string }[];
  const ids = { order: String(order.id), payment: payment?.id ?? "" };
  const shipped = await ship(app, url, canary, key);
  return { ...ids, fulfillment: shipped, ...(await complain(app, canary, ids)) };
}

async function ship(app: TestApp, url: string, canary: string, key: string): Promise<string> {
  const { id } = await app.as().fulfillments.create({
    ...{ orderId: await placePaid(app, url, key, `${canary}@example.com`) },
    ...{ carrier: canary, trackingNumber: canary },
  });
  return id;
}

/** What a provider would tell of the payment, once it was paid. */
async function complain(app: TestApp, canary: string, { order, payment }: Objects) {
  const { prisma } = app.product.db;
  const now = new Date();
  const { partnerId } = await prisma.order.findUniqueOrThrow({ where: { id: order } });
  const about = { orderId: order ?? "", paymentId: payment ?? "", partnerId, currency: "EUR" };
  const common = { ...about, amount: 1, reason: canary, createdAt: now, updatedAt: now };
  const dispute = await prisma.dispute.create({
    data: {
      ...{ ...common, id: newId("dsp", now), status: "inquiry", refundable: true },
      providerRef: `dp_${canary}`,
    },
  });
  const refund = await prisma.refund.create({
    data: { ...common, id: newId("rfd", now), status: "failed", source: "own" },
  });
  return { dispute: dispute.id, refund: refund.id };
}

function addressOf(canary: string) {
  return {
    ...{ name: canary, line1: canary, line2: canary },
    ...{ city: canary, postalCode: "20095", country: "DE" },
  };
}

async function create(
  url: string,
  key: string,
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const answer = await send(url, { method: "POST", path: `/api/v2${path}`, key, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return Object(answer.body);
}

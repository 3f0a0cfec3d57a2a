import type { Operation } from "@crossdock/adapters";
import { recordOf } from "@crossdock/api/testing";
import { newId } from "@crossdock/core";
import { insertRecords } from "@crossdock/telemetry";
import { served } from "../public-api.ts";
import { principalOf } from "./principal-of.ts";
import { type Answer, type Call, send } from "./rest-client.ts";
import type { TestApp } from "./test-app.ts";
import { addImage, completeUpload, upload } from "./upload.ts";

/** Members of an input or an output. */
export type Members = Record<string, unknown>;

/** An operation as one version serves it. */
export type Served = { version: string; operation: Operation };

/** Every operation of every version. */
export const everything: Served[] = served.flatMap(({ facts, operations }) =>
  operations.map((operation) => ({ version: facts.name, operation })),
);

/** The catalogue belongs to the shop; of everything else a partner sees its own rows alone. */
export function isPartnerOwned({ path, params }: Operation): boolean {
  return params.length > 0 && !/^\/(products|inventory)\//.test(path);
}

/** A valid input: the documented example, about things that were just made for this key. */
export async function makeInput(
  app: TestApp,
  url: string,
  { version, operation }: Served,
  key: string,
): Promise<Members> {
  const input = structuredClone((operation.example ?? {}) as Members);
  const resource = operation.path.split("/")[1] ?? "";
  for (const param of operation.params)
    if (param !== "imageId") input[param] = await makeTarget(app, url, { version, resource }, key);
  if ("orderId" in input) input.orderId = await placePaid(app, url, key);
  if (operation.params.includes("imageId"))
    input.imageId = await addImage(url, { key, productId: String(input.id) });
  if ("fileId" in input) input.fileId = await completeUpload(url, { key });
  if ("customerId" in input)
    input.customerId = await makeTarget(app, url, { version, resource: "customers" }, key);
  return prepare(app, input);
}

/** The request that gives an operation this input. */
export function toCall({ version, operation }: Served, input: Members): Call {
  const { method, path, params } = operation;
  const rest = Object.entries(input).filter(([name]) => !params.includes(name));
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(input[name])));
  if (method !== "GET" && method !== "DELETE") {
    return { method, path: `/api/${version}${filled}`, body: Object.fromEntries(rest) };
  }
  const query = new URLSearchParams(
    Object.fromEntries(rest.map(([name, value]) => [name, String(value)])),
  ).toString();
  return { method, path: `/api/${version}${filled}${query && `?${query}`}` };
}

async function makeTarget(
  app: TestApp,
  url: string,
  { version, resource }: { version: string; resource: string },
  key: string,
): Promise<string> {
  if (resource === "files") return upload(url, { key });
  if (resource === "inventory") return (await app.sell(10)).sku;
  // These are never made by themselves.
  if (resource === "payments") return placeHeld(app, url, key);
  if (resource === "logs") return keepRequest(app, key);
  if (resource === "disputes") return dispute(app, await placeHeld(app, url, key));
  const { body } = await create(app, url, { version, resource }, key);
  return (body as { id: string }).id;
}

/** A payment of the key's owner whose money is held. */
async function placeHeld(app: TestApp, url: string, key: string): Promise<string> {
  const { sku } = await app.sell(10);
  const payment = { provider: "test", capture: "manual" };
  const email = `buyer-${++made}@example.com`;
  const body = { email, lines: [{ sku, quantity: 1 }], payment };
  const answer = await send(url, { method: "POST", path: "/api/v2/orders", key, body });
  const { payments } = answer.body as { payments: { id: string }[] };
  const id = payments[0]?.id ?? "";
  const { payment: rows, paymentTransaction } = app.product.db.prisma;
  const { amount } = await rows.findUniqueOrThrow({ where: { id } });
  const now = new Date();
  await paymentTransaction.create({
    data: {
      ...{ id: newId("ptx", now), paymentId: id, type: "authorization", status: "succeeded" },
      ...{ amount, providerRef: `test_${id}`, source: "webhook", occurredAt: now, createdAt: now },
    },
  });
  await rows.update({ where: { id }, data: { status: "authorized", amountAuthorized: amount } });
  return id;
}

/** A request of the key's that is in the log. */
async function keepRequest(app: TestApp, key: string): Promise<string> {
  const { kind, id, partnerId } = await principalOf(app, key);
  const record = recordOf(new Date(), { principal: { kind, id, partnerId }, status: 404 });
  await insertRecords(app.product.db, [record]);
  return record.requestId;
}

async function dispute(app: TestApp, paymentId: string): Promise<string> {
  const { prisma } = app.product.db;
  const { orderId, partnerId } = await prisma.payment.findUniqueOrThrow({
    where: { id: paymentId },
  });
  const now = new Date();
  const { id } = await prisma.dispute.create({
    data: {
      ...{ id: newId("dsp", now), orderId, paymentId, partnerId, amount: 1, currency: "EUR" },
      ...{ reason: "fraudulent", status: "inquiry", refundable: true, providerRef: "dp_1" },
      ...{ createdAt: now, updatedAt: now },
    },
  });
  return id;
}

async function create(
  app: TestApp,
  url: string,
  { version, resource }: { version: string; resource: string },
  key: string,
): Promise<Answer> {
  const create = everything.find(
    ({ operation: { method, path }, ...served }) =>
      served.version === version && method === "POST" && path === `/${resource}`,
  );
  if (!create) throw new Error(`Nothing makes one of /${resource}`);
  const answer = await send(url, {
    ...toCall(create, await makeInput(app, url, create, key)),
    key,
  });
  if (answer.status !== create.operation.status) throw new Error(JSON.stringify(answer.body));
  return answer;
}

/** An order of the key's owner that can be shipped. */
export async function placePaid(
  app: TestApp,
  url: string,
  key: string,
  email = `buyer-${++made}@example.com`,
): Promise<string> {
  const { sku } = await app.sell(10);
  const body = { email, lines: [{ sku, quantity: 1 }] };
  const answer = await send(url, { method: "POST", path: "/api/v2/orders", key, body });
  const { id, payments } = answer.body as { id: string; payments: { id: string }[] };
  await app.as().payments.markPaid({ id: payments[0]?.id ?? "" });
  return id;
}

let made = 0;

// What may be there once only is new each time; what an example says to be there is there.
async function prepare(app: TestApp, input: Members): Promise<Members> {
  const { email, variants, items, lines } = input;
  const sold = [items, lines].some(Array.isArray);
  const { sku } = sold ? await app.sell(10) : { sku: `NEW-${++made}` };
  return {
    ...input,
    ...(email === undefined ? {} : { email: `buyer-${++made}@example.com` }),
    ...(Array.isArray(variants) ? { variants: variants.map((one) => ({ ...one, sku })) } : {}),
    ...(Array.isArray(items) ? { items: items.map((item) => ({ ...item, sku })) } : {}),
    ...(Array.isArray(lines) ? { lines: lines.map((line) => ({ ...line, sku })) } : {}),
  };
}

import { send } from "./rest-client.ts";
import { freePort, type ServerProcess } from "./server-process.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

/** A shop with a server that can be killed and started again at the same address. */
export type ShopSite = {
  app: TestApp;
  url: string;
  /** Ends the server as a power failure would, and starts it again. */
  crash(): Promise<void>;
};

/** Two shops that know of each other what an admin enters, and nothing else. */
export type TwoShops = {
  a: ShopSite;
  b: ShopSite;
  /** Places an order at A and pays it there; its id. */
  order(): Promise<string>;
  /** Pays and ships at B what came from A. */
  complete(orderId: string): Promise<void>;
  close(): Promise<unknown>;
};

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

export async function startTwoShops(): Promise<TwoShops> {
  const [a, b] = await Promise.all([openSite(), openSite()]);
  const [{ sku }] = await Promise.all([a.app.sell(1000), b.app.sell(1000)]);
  await joinOut(a, b);
  await joinBack(a, b);
  const key = await a.app.createKey();
  return {
    ...{ a, b },
    async order() {
      const lines = [{ sku, quantity: 1 }];
      const body = { email: "zoe@example.com", lines };
      const { body: made } = await send(a.url, {
        method: "POST",
        path: "/api/v2/orders",
        key,
        body,
      });
      const { id, payments } = made as { id: string; payments: { id: string }[] };
      await a.app.as().payments.markPaid({ id: payments[0]?.id ?? "" });
      return id;
    },
    async complete(externalId) {
      const { data } = await b.app.as().orders.list({ externalId });
      const [{ id, payments } = { id: "", payments: [] }] = data;
      await b.app.as().payments.markPaid({ id: payments[0]?.id ?? "" });
      await b.app.as().fulfillments.create({ orderId: id, trackingNumber: `T-${externalId}` });
    },
    close: () => Promise.all([a.app.close(), b.app.close()]),
  };
}

async function openSite(): Promise<ShopSite> {
  const PORT = String(await freePort());
  const url = `http://127.0.0.1:${PORT}`;
  const app = await startTestApp({ PORT, APP_URL: url, PROCESSES: "api,worker" });
  let server: ServerProcess = await app.serve();
  return {
    ...{ app, url },
    async crash() {
      await server.end("SIGKILL");
      server = await app.serve();
    },
  };
}

/** A's new orders become B's, by B's own document and a mapping of the catalogue. */
async function joinOut(a: ShopSite, b: ShopSite): Promise<void> {
  const { connections, mappings } = a.app.as();
  const { id: connectionId } = await connections.create({
    name: "B",
    documentUrl: `${b.url}/api/v2/openapi.json`,
    auth: { kind: "bearer" },
    secret: await b.app.createKey({ scopes: ["orders:write"] }),
  });
  const { data } = await mappings.catalogue({});
  const file = data.find(({ name }) => name === "Orders to another Crossdock");
  if (!file) throw new Error("The catalogue has no mapping to another Crossdock");
  const { id } = await mappings.import({ file, connectionId });
  await mappings.switch({ id, enabled: true });
}

/** B's completed orders are signed webhooks at A, and ship A's orders. */
async function joinBack(a: ShopSite, b: ShopSite): Promise<void> {
  const settings = { kind: "standard-webhooks" as const };
  await a.app.as().inboundSources.create({ name: "B", slug: "from-b", settings, secret });
  await a.app.as().mappings.create({
    name: "B ships",
    enabled: true,
    definition: {
      ...{ direction: "in", source: "from-b", event: "order.completed", partnerId: null },
      ...{ operation: "fulfillments.create", scopes: ["orders:write"] },
      fields: [{ in: "body", path: ["orderId"], expression: "payload.data.externalId" }],
    },
  });
  const { connections, mappings } = b.app.as();
  const signed = { name: "A", baseUrl: a.url, auth: { kind: "signature" as const }, secret };
  const { id: connectionId } = await connections.create(signed);
  await mappings.create({
    name: "To A",
    enabled: true,
    definition: {
      ...{ direction: "out", event: "order.completed", connectionId },
      ...{ method: "POST", path: "/api/webhooks/from-b" },
      body: "{'type': type, 'timestamp': createdAt, 'data': data.object}",
    },
  });
}

import {
  createTestProduct,
  type LoopbackApi,
  sell,
  startLoopbackApi,
  type TestProduct,
} from "../testing/index.ts";

/** A shop that is connected to somebody else's API. */
export type MappingBench = {
  product: TestProduct;
  api: LoopbackApi;
  /** A mapping of new orders to parcels, with changes. */
  toParcels(more?: object): ReturnType<typeof definitionWith>;
  map(
    more?: object,
    enabled?: boolean,
  ): ReturnType<ReturnType<TestProduct["as"]>["mappings"]["create"]>;
  order(): ReturnType<ReturnType<TestProduct["as"]>["orders"]["create"]>;
  runsOf(
    mappingId: string,
  ): Promise<Awaited<ReturnType<ReturnType<TestProduct["as"]>["mappings"]["runs"]>>["data"]>;
  /** Without mappings, and with an API that has seen nothing. */
  reset(): Promise<void>;
  close(): Promise<unknown>;
};

export async function startMappingBench(): Promise<MappingBench> {
  const [product, api] = await Promise.all([createTestProduct(), startLoopbackApi()]);
  const made = {
    name: "Parcels",
    documentUrl: `${api.url}/openapi.json`,
    secret: "the-secret-token",
  };
  const { id: connectionId } = await product
    .as()
    .connections.create({ ...made, auth: { kind: "bearer" } });
  let count = 0;
  const toParcels = (more: object = {}) => definitionWith(connectionId, more);
  return {
    ...{ product, api, toParcels },
    map: (more = {}, enabled = true) =>
      product.as().mappings.create({ name: `M${count++}`, enabled, definition: toParcels(more) }),
    async order() {
      const sku = await sell(product, 5);
      const lines = [{ sku, quantity: 2 }];
      return product.as().orders.create({ email: "zoe@example.com", lines });
    },
    runsOf: async (mappingId) => (await product.as().mappings.runs({ mappingId })).data,
    async reset() {
      await product.db.prisma.mapping.deleteMany();
      api.seen.length = 0;
      api.answerWith({ status: 201, body: { id: "par_1" } });
    },
    close: () => Promise.all([product.close(), api.close()]),
  };
}

export const body = (path: string[], expression: string) => ({
  in: "body" as const,
  path,
  expression,
});

function definitionWith(connectionId: string, more: object) {
  return {
    ...{ direction: "out" as const, event: "order.created" as const, connectionId },
    ...{ method: "POST" as const, path: "/parcels" },
    fields: [
      body(["reference"], "$string(data.object.number)"),
      body(["to", "email"], "data.object.email"),
      body(["items"], "data.object.lines.{'sku': sku, 'count': quantity}[]"),
    ],
    ...more,
  };
}

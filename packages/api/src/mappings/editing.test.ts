import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keyOf } from "../testing/index.ts";
import { body, type MappingBench, startMappingBench } from "./testing.ts";

let bench: MappingBench;
let { product, api, map, order, toParcels } = {} as MappingBench;
beforeAll(async () => {
  bench = await startMappingBench();
  ({ product, api, map, order, toParcels } = bench);
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

test("a preview shows the exact request and the faults by their field, and sends nothing", async () => {
  const { mappings } = product.as();
  const { data } = await mappings.samples({ direction: "out", event: "order.created" });
  const sample = data[0]?.sample;
  const good = await mappings.preview({ definition: toParcels(), sample });
  expect(good).toMatchObject({
    matches: true,
    faults: [],
    request: { url: `${api.url}/v1/parcels` },
  });
  const fields = [body(["to", "email"], "7 +"), body(["reference"], "'1'")];
  const bad = await mappings.preview({ definition: toParcels({ fields }), sample });
  expect(bad.faults).toMatchObject([{ path: ["body", "to", "email"] }]);
  expect(api.seen).toEqual([]);
});

test("each save is a version, and an old one can be restored", async () => {
  const { id } = await map();
  const { mappings } = product.as();
  await mappings.update({ id, definition: toParcels({ filter: "true" }) });
  const restored = await mappings.restore({ id, version: 1 });
  expect(restored).toMatchObject({ version: 3, definition: { filter: null } });
  const { data } = await mappings.versions({ id });
  expect(data.map(({ version, definition }) => [version, definition.filter])).toEqual([
    ...[
      [3, null],
      [2, "true"],
      [1, null],
    ],
  ]);
});

test("out and in again as a file: by the connection's name, switched off, without a secret", async () => {
  const { id, definition } = await map();
  const { mappings } = product.as();
  const file = await mappings.export({ id });
  expect(JSON.stringify(file)).not.toMatch(/cnx_|secret/);
  const again = await mappings.import({ file, name: "Again" });
  expect(again).toMatchObject({ name: "Again", enabled: false, definition });
  const lost = { ...file, connection: "Elsewhere" };
  await expect(mappings.import({ file: lost })).rejects.toThrow(/no connection named Elsewhere/);
});

test("every mapping of the catalogue can be used with a bare connection", async () => {
  const { connections, mappings } = product.as();
  const bare = { name: "Bare", baseUrl: "https://example.com", auth: { kind: "none" } as const };
  const { id } = await connections.create(bare);
  const { data } = await mappings.catalogue({});
  expect(data.length).toBeGreaterThanOrEqual(4);
  for (const file of data) {
    const { definition } = await mappings.import({ file, connectionId: id });
    const event = definition.direction === "out" ? definition.event : "order.created";
    await order();
    const samples = await mappings.samples({ direction: "out", event });
    const preview = await mappings.preview({ definition, sample: samples.data[0]?.sample });
    expect(preview.faults, file.name).toEqual([]);
  }
});

test("a key of a partner sees no mapping", async () => {
  await expect(product.as(keyOf(null)).mappings.list({})).rejects.toThrow(/connectors:read/);
});

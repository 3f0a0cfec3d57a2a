import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Answer, send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let urls: [string, string];
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  const [one, other] = await Promise.all([
    app.serve({ LOG_LEVEL: "error" }),
    app.serve({ LOG_LEVEL: "error" }),
  ]);
  urls = [one.url, other.url];
  key = await app.createKey({ partnerId: await app.createPartner() });
  await warmUp();
});
afterAll(() => app.close());
afterAll(() => console.error(outs.map((o) => o.output()).join("\n")));
const outs: { output(): string }[] = [];

test("two hundred buyers at two servers get the ten that there are, and nobody a fault of ours", async () => {
  const { sku } = await app.sell(10);
  const answers = await Promise.all([...Array(200).keys()].map((buyer) => order(sku, buyer)));
  const statuses = Map.groupBy(answers, ({ status }) => status);
  expect([...statuses].map(([status, { length }]) => [status, length]).sort()).toEqual([
    [201, 10],
    [409, 190],
  ]);
  for (const { body } of statuses.get(409) ?? []) {
    expect(body).toMatchObject({ code: "out_of_stock", sku, requested: 1, available: 0 });
  }
  expect(await app.as().inventory.get({ sku })).toMatchObject({ reserved: 10, available: 0 });
});

test("a hundred posts with one Idempotency-Key make one order and get one answer", async () => {
  const { sku } = await app.sell(1000);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const post = (n: number) => order(sku, n % 2, headers, "buyer@example.com");
  const answers = await Promise.all(
    [...Array(100).keys()].map((n) => untilAnswered(() => post(n))),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(201));
  const [first, ...others] = answers.map(({ body }) => body);
  for (const other of others) expect(other).toEqual(first);
  const replays = answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true");
  expect(replays).toHaveLength(99);
  expect(await app.as().inventory.get({ sku })).toMatchObject({ reserved: 1, available: 999 });
  const orders = await app.product.db.prisma.order.count({ where: { items: { some: { sku } } } });
  expect(orders).toBe(1);
});

test("the key of one request answers no other", async () => {
  const { sku } = await app.sell(10);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  expect((await order(sku, 0, headers)).status).toBe(201);
  const other = await order(sku, 1, headers);
  expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
});

// As servers are when a rush comes: their connections are open and their code is compiled.
async function warmUp(): Promise<void> {
  const { sku } = await app.sell(100);
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all([...Array(30).keys()].map((buyer) => order(sku, buyer)));
    for (const { status } of answers) expect(status).toBe(201);
  }
}

function order(
  sku: string,
  buyer: number,
  headers: Record<string, string> = {},
  email = `buyer-${buyer}@example.com`,
): Promise<Answer> {
  const body = { email, items: [{ sku, quantity: 1 }] };
  const url = urls[buyer % 2] ?? "";
  return send(url, { method: "POST", path: "/api/v1/orders", key, body, headers });
}

// What a client does with a 409 that says when to come again: it comes again.
async function untilAnswered(post: () => Promise<Answer>): Promise<Answer> {
  const answer = await post();
  if (answer.status !== 409) return answer;
  expect(answer.body).toMatchObject({ code: "idempotency_in_progress" });
  expect(answer.headers.get("retry-after")).toBe("1");
  return untilAnswered(post);
}

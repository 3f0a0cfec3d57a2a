import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { tidyOauth } from "./jobs.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const tidy = () => tidyOauth.run(product.context, {});
const later = (ms: number) => new Date(product.clock.now().getTime() + ms);

test("what is over is forgotten, the rest is kept", async () => {
  const { oauthRecord, revokedToken } = product.db.prisma;
  const createdAt = product.clock.now();
  for (const [id, expiresAt] of [
    ["over", later(-1)],
    ["on", later(1000)],
  ] as const) {
    await oauthRecord.create({ data: { model: "Grant", id, payload: {}, createdAt, expiresAt } });
    await revokedToken.create({ data: { jti: id, expiresAt } });
  }
  await tidy();
  expect((await oauthRecord.findMany()).map(({ id }) => id)).toEqual(["on"]);
  expect((await revokedToken.findMany()).map(({ jti }) => jti)).toEqual(["on"]);
});

test("a key that has signed for 90 days gets a successor, and goes when its tokens have", async () => {
  const { signingKey } = product.db.prisma;
  await tidy();
  expect(await signingKey.count()).toBe(0);
  const { signingKid } = await product.services.identity.oauth.keys.current();
  await tidy();
  expect(await signingKey.count()).toBe(1);
  product.clock.set(later(90 * 86_400_000));
  await tidy();
  const old = await signingKey.findUniqueOrThrow({ where: { kid: signingKid } });
  expect(old.publishedUntil).not.toBeNull();
  expect(await signingKey.count()).toBe(2);
  product.clock.set(later(3_600_000));
  await tidy();
  expect((await signingKey.findMany()).map(({ kid }) => kid)).not.toContain(signingKid);
  expect(await signingKey.count()).toBe(1);
});

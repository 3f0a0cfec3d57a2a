import { newId } from "@crossdock/core";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import type { ProviderNotice } from "@crossdock/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectorsWith, createTestProduct, type TestProduct } from "../testing/index.ts";
import { checkConnectors, tellOfWarnings, tidyConnectorLogs } from "./jobs.ts";
import { createNoticeLog } from "./notice-log.ts";

let product: TestProduct;
let fake: FakeProviders;
beforeAll(async () => {
  fake = await startFakeProviders({ now: () => product.clock.now() });
  product = await createTestProduct({ variables: { STRIPE_API_BASE: fake.url } });
  const { clock, db } = product;
  await db.prisma.user.create({
    data: {
      ...{ id: newId("usr", clock.now()), email: "owner@example.com", name: "O", role: "owner" },
      ...{ status: "active", createdAt: clock.now(), updatedAt: clock.now() },
    },
  });
});
afterAll(async () => {
  await product.close();
  await fake.close();
});

const asJob = () => ({ ...product.context, transport: "job" as const });
const mails = async (template: string) =>
  product.db.prisma.notification.findMany({ where: { template }, orderBy: { id: "asc" } });

function log() {
  const errors: Error[] = [];
  const { db, clock } = product;
  const onError = (error: Error) => void errors.push(error);
  return { errors, ...createNoticeLog({ db, now: () => clock.now(), onError }) };
}

const notice: ProviderNotice = {
  ...{ kind: "sunset", connector: "stripe", method: "GET", host: "api.stripe.com" },
  ...{ path: "/v1/balance", detail: "Switched off from 2027-01-01." },
};

test("a notice that cannot be written loses itself, and not the next one", async () => {
  const { onNotice, flush, errors } = log();
  onNotice({ ...notice, connector: "slack", method: "\u0000" });
  await flush();
  expect(errors).toHaveLength(1);
  onNotice({ ...notice, connector: "slack" });
  await flush();
  const { prisma } = product.db;
  expect(await prisma.connectorWarning.count({ where: { connector: "slack" } })).toBe(1);
  await prisma.connectorWarning.updateMany({ data: { lastAt: new Date(0) } });
  await tidyConnectorLogs.run(asJob(), {});
  expect(await prisma.connectorWarning.count(), "what is old is forgotten").toBe(0);
});

test("the team hears once of what was noticed, however often it is seen", async () => {
  for (let i = 0; i < 3; i += 1) {
    const { onNotice, flush, errors } = log();
    onNotice(notice);
    onNotice(notice);
    onNotice({ ...notice, connector: null });
    await flush();
    expect(errors).toEqual([]);
    await tellOfWarnings.run(asJob(), {});
  }
  expect(await mails("team-notice")).toMatchObject([
    {
      to: "owner@example.com",
      subject: "Test shop: Stripe: what we call there will be switched off",
      text: expect.stringContaining("GET api.stripe.com/v1/balance: Switched off from 2027-01-01."),
    },
  ]);
  const state = await product.as().connectors.get({ id: "stripe" });
  expect(state).toMatchObject({
    warnings: 1,
    seenWarnings: [{ kind: "sunset", detail: notice.detail }],
  });
});

test("a certificate that ends is told of once, and stands on the connector's page", async () => {
  const { onNotice, flush } = log();
  const detail = "It ends on 2027-01-01.";
  for (let calls = 0; calls < 2; calls += 1)
    onNotice({ ...notice, connector: "paypal", kind: "certificate", detail });
  await flush();
  await tellOfWarnings.run(asJob(), {});
  await tellOfWarnings.run(asJob(), {});
  const told = (await mails("team-notice")).filter(({ subject }) => subject.includes("PayPal"));
  expect(told).toMatchObject([
    {
      subject: "Test shop: PayPal: the certificate of its server ends soon",
      text: expect.stringContaining("It ends on 2027-01-01."),
    },
  ]);
  const { seenWarnings } = await product.as().connectors.get({ id: "paypal" });
  expect(seenWarnings).toMatchObject([{ kind: "certificate", detail }]);
});

test("a check says the provider's own words; a connector that breaks is told of once", async () => {
  const { connectors } = product.as();
  const set = (value: string) =>
    connectors.setSecret({ connector: "stripe", name: "secretKey", value });
  await connectors.setSecret({ connector: "stripe", name: "webhookSecret", value: "whsec_a" });
  await set("sk_test_wrong");
  expect(await connectors.check({ id: "stripe" })).toMatchObject({
    ok: false,
    detail: expect.stringContaining("Invalid API Key provided"),
  });
  expect(await connectors.get({ id: "stripe" })).toMatchObject({ state: "problem" });
  await set("sk_test_fake");
  expect(await connectors.check({ id: "stripe" })).toMatchObject({ ok: true });
  expect(await connectors.get({ id: "stripe" })).toMatchObject({ state: "configured" });

  const told = (await mails("team-notice")).length;
  const broken = connectorsWith({
    ...{ STRIPE_API_BASE: fake.url, STRIPE_SECRET_KEY: "sk_revoked" },
    STRIPE_WEBHOOK_SECRET: "whsec_a",
  });
  await connectors.check({ id: "stripe" });
  for (let hour = 0; hour < 2; hour += 1)
    await checkConnectors.run(
      { ...asJob(), services: { ...product.services, connectors: broken } },
      {},
    );
  const mailed = (await mails("team-notice")).slice(told);
  expect(mailed).toMatchObject([
    {
      subject: "Test shop: Stripe does not work any more",
      text: expect.stringContaining("Invalid API Key provided"),
    },
  ]);
});

test("what is not set up, or switched off, is not asked", async () => {
  const { prisma } = product.db;
  await product.as().connectors.disable({ id: "stripe", reason: "Not now." });
  const count = () =>
    prisma.connectorCheck.count({ where: { connector: { notIn: ["disk", "test"] } } });
  const before = await count();
  await checkConnectors.run(asJob(), {});
  expect(await count()).toBe(before);
});

import type { Connectors } from "@crossdock/connectors";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  connectorsWith,
  createTestProduct,
  sell,
  type TestProduct,
  userOf,
} from "../testing/index.ts";
import { createConnectorStore } from "./store.ts";

let product: TestProduct;
let fake: FakeProviders;
beforeAll(async () => {
  product = await createTestProduct({
    variables: { STRIPE_API_BASE: "https://api.stripe.com" },
  });
  fake = await startFakeProviders({ now: () => product.clock.now() });
});
afterAll(async () => {
  await product.close();
  await fake.close();
});

/** Another process's: nothing is remembered from before. */
function fresh(variables: Record<string, string>, appUrl?: string): Connectors {
  const { db, services } = product;
  const store = createConnectorStore(db, services.identity.secrets);
  return connectorsWith(variables, { store, ...(appUrl === undefined ? {} : { appUrl }) });
}

const atStripe = { STRIPE_API_BASE: "https://api.stripe.com" };

function callerWith(connectors: Connectors) {
  return product.as(undefined, { services: { ...product.services, connectors } }).connectors;
}

async function settingOf(name: string, id = "stripe", connectors = product.services.connectors) {
  const { settings } = await callerWith(connectors).get({ id });
  return settings.find((setting) => setting.name === name);
}

const stripe = { connector: "stripe", name: "secretKey" };
const value = "sk_live_canary_5a4f7e";

test("a secret that is entered configures its connector, and is told to nobody", async () => {
  const { connectors } = product.as();
  expect(await connectors.get({ id: "stripe" })).toMatchObject({ state: "unconfigured" });
  const answer = await connectors.setSecret({ ...stripe, value: ` ${value}\n` });
  const enteredAt = product.clock.now().toISOString();
  expect(answer).toMatchObject({ host: "api.stripe.com", enteredAt });

  const state = await callerWith(fresh(atStripe)).get({ id: "stripe" });
  expect(state).toMatchObject({ state: "configured", configured: true, host: "api.stripe.com" });
  expect(await settingOf("secretKey")).toMatchObject({ source: "entered", value: null, enteredAt });
  const audit = await product.as().audit.list({ action: "connectors.setSecret" });
  expect(audit.data).toMatchObject([{ targetId: "stripe.secretKey" }]);
  const told = [answer, state, audit, await connectors.list({}), await connectors.calls(stripeId)];
  expect(JSON.stringify(told)).not.toContain("canary");
});

const stripeId = { id: "stripe" };

test("another address of the connector does not get the secret, and says so", async () => {
  const moved = fresh({ STRIPE_API_BASE: "https://stripe.evil.example" });
  expect(await moved.get("stripe")).toMatchObject({ configured: false });
  expect(await callerWith(moved).get(stripeId)).toMatchObject({
    state: "problem",
    problem:
      "The stored secretKey is for api.stripe.com. Enter it anew to use it with stripe.evil.example.",
  });
});

test("a variable counts before what was entered, and nothing can be entered beside it", async () => {
  const byVariable = fresh({ ...atStripe, STRIPE_SECRET_KEY: "sk_test_variable" });
  expect(await settingOf("secretKey", "stripe", byVariable)).toMatchObject({ source: "variable" });
  const caller = callerWith(byVariable);
  await expect(caller.setSecret({ ...stripe, value })).rejects.toThrow(/STRIPE_SECRET_KEY is set/);
  const values = { apiBase: "https://api.example.com" };
  await expect(caller.update({ ...stripeId, version: 0, values })).rejects.toThrow(
    /STRIPE_API_BASE sets it/,
  );
});

test("what is no secret, for no connector, or from no admin is refused", async () => {
  const { connectors } = product.as();
  for (const wrong of ["", "  ", "two words", "ключ", "a\nb"])
    await expect(connectors.setSecret({ ...stripe, value: wrong }), wrong).rejects.toThrow();
  await expect(connectors.setSecret({ ...stripe, name: "other", value })).rejects.toThrow(
    /no connector/i,
  );
  await expect(connectors.setSecret({ ...stripe, name: "apiBase", value })).rejects.toThrow();
  for (const role of ["developer", "operations", "support", "viewer"])
    await expect(
      product.as(userOf(role)).connectors.setSecret({ ...stripe, value }),
    ).rejects.toThrow(/connectors:write/);
});

test("a secret that is removed is gone", async () => {
  await product.as().connectors.removeSecret(stripe);
  expect(await settingOf("secretKey")).toMatchObject({ source: null, enteredAt: null });
  expect(await fresh(atStripe).get("stripe")).toMatchObject({ configured: false });
});

test("settings are entered, changed and taken back, each time right at once", async () => {
  const { connectors } = product.as();
  const smtp = { id: "smtp" };
  const state = async () => (await connectors.get(smtp)).state;
  expect(await state()).toBe("unconfigured");
  await connectors.update({
    ...smtp,
    version: 0,
    values: { host: "mail.example.com", port: "465" },
  });
  expect(await state()).toBe("configured");
  expect(await product.services.connectors.get("smtp")).toMatchObject({ configured: true });
  expect(await connectors.get(smtp)).toMatchObject({ version: 1, host: "mail.example.com:465" });
  await connectors.update({ ...smtp, version: 1, values: { port: null, user: "shop" } });
  expect(await settingOf("port", "smtp")).toMatchObject({ source: "default", value: "587" });
  expect(await settingOf("user", "smtp")).toMatchObject({ source: "entered", value: "shop" });
  await connectors.update({ ...smtp, version: 2, values: { host: "", user: null } });
  expect(await state()).toBe("unconfigured");
});

test("of two who change the same settings the second hears so", async () => {
  const { connectors } = product.as();
  const { version } = await connectors.get({ id: "smtp" });
  const change = (user: string) => connectors.update({ id: "smtp", version, values: { user } });
  const outcomes = await Promise.allSettled([change("a"), change("b")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(change("c")).rejects.toMatchObject({ message: expect.stringMatching(/meanwhile/) });
});

test.each([
  ["smtp", { port: "99999" }, "#/values/port"],
  ["smtp", { host: "no host" }, "#/values/host"],
  ["smtp", { password: "smuggled" }, "#/values/password"],
  ["smtp", { url: "smtp://mail.example.com" }, "#/values/url"],
  ["smtp", { nonsense: "1" }, "#/values/nonsense"],
] as const)("%s refuses %o and says where", async (id, values, pointer) => {
  const { version } = await product.as().connectors.get({ id });
  await expect(product.as().connectors.update({ id, version, values })).rejects.toMatchObject({
    cause: { errors: [{ pointer }] },
  });
});

test("an address of this machine can be entered only where the product itself is on it", async () => {
  const enter = (appUrl: string, apiBase: string) => {
    const connectors = fresh({}, appUrl);
    const services = { ...product.services, connectors, appUrl };
    const caller = product.as(undefined, { services }).connectors;
    return caller
      .get(stripeId)
      .then(({ version }) => caller.update({ ...stripeId, version, values: { apiBase } }));
  };
  const outside = "https://shop.example";
  await expect(enter(outside, "http://127.0.0.1:1")).rejects.toThrow(/server's own/);
  await expect(enter(outside, "http://api.example.com")).rejects.toThrow(/https/);
  await enter(outside, "https://api.example.com");
  await enter("http://localhost:3000", fake.url);
  await enter(outside, "");
});

test("a connector that is switched off refuses new payments with the reason, and hears webhooks", async () => {
  const { connectors, orders } = product.as();
  const sku = await sell(product, 5);
  const place = () =>
    orders.create({
      ...{ email: "s@example.com", lines: [{ sku, quantity: 1 }] },
      payment: { provider: "test", returnUrl: "https://shop.example/thanks" },
    });
  await expect(connectors.disable({ id: "test", reason: "no" })).rejects.toThrow();
  await connectors.disable({ id: "test", reason: "We move to another one." });
  await expect(place()).rejects.toMatchObject({
    cause: {
      code: "connector_disabled",
      detail: expect.stringMatching(/We move to another one\./),
    },
  });
  expect((await product.as().inventory.get({ sku })).reserved).toBe(0);
  const [test] = (await connectors.list({})).data.filter(({ id }) => id === "test");
  expect(test).toMatchObject({ state: "off", off: "We move to another one.", configured: true });
  expect((await product.services.connectors.get("test"))?.inbound).toBeDefined();
  const audit = await product.as().audit.list({ action: "connectors.disable" });
  expect(audit.data).toMatchObject([{ targetId: "test" }]);
  await connectors.enable({ id: "test" });
  expect((await place()).status).toBe("pending");
});

import type { ConnectorStore } from "@crossdock/connectors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectorsWith, createTestProduct, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct({ connectors: connectorsFor("https://api.stripe.com") });
});
afterAll(() => product.close());

// Another process's: nothing is remembered from before.
function connectorsFor(apiBase: string, secretKey?: string) {
  const variables = {
    STRIPE_API_BASE: apiBase,
    ...(secretKey === undefined ? {} : { STRIPE_SECRET_KEY: secretKey }),
  };
  const readSecret: ConnectorStore["readSecret"] = ({ connector, name, host }) =>
    product.services.identity.secrets.read({ owner: `connector:${connector}`, name, host });
  const read = async () => ({ entered: {}, off: null });
  return connectorsWith(variables, { store: { read, readSecret } });
}

const stripe = { connector: "stripe", name: "secretKey" };
const value = "sk_live_canary_5a4f7e";

async function stripeState(connectors = product.services.connectors) {
  const services = { ...product.services, connectors };
  const { data } = await product.as(undefined, { services }).connectors.list({});
  return data.find(({ id }) => id === "stripe");
}

test("a secret that is entered configures its connector, and is told to nobody", async () => {
  expect(await stripeState()).toMatchObject({
    configured: false,
    credentials: [{ setBy: null }, {}],
  });
  const answer = await product.as().connectors.setSecret({ ...stripe, value: ` ${value}\n` });
  expect(answer).toMatchObject({ host: "api.stripe.com", setBy: "dashboard" });

  const fresh = connectorsFor("https://api.stripe.com");
  const state = await stripeState(fresh);
  expect(state).toMatchObject({
    configured: true,
    credentials: [{ setBy: "dashboard", updatedAt: product.clock.now().toISOString() }, {}],
  });
  const told = JSON.stringify([answer, state, await product.as().audit.list({})]);
  expect(told).not.toContain("canary");
  const audit = await product.as().audit.list({ action: "connectors.setSecret" });
  expect(audit.data).toMatchObject([{ targetId: "stripe.secretKey" }]);
});

test("another address of the connector does not get the secret, and says so", async () => {
  const moved = connectorsFor("https://stripe.evil.example");
  expect(await moved.get("stripe")).toMatchObject({ configured: false });
  expect(await stripeState(moved)).toMatchObject({
    configured: false,
    problem:
      "The stored secretKey is for api.stripe.com. Enter it anew to use it with stripe.evil.example.",
  });
});

test("a variable counts before what was entered, and nothing can be entered beside it", async () => {
  const byVariable = connectorsFor("https://api.stripe.com", "sk_test_variable");
  expect((await stripeState(byVariable))?.credentials[0]).toMatchObject({ setBy: "variable" });
  const services = { ...product.services, connectors: byVariable };
  const entering = product.as(undefined, { services }).connectors.setSecret({ ...stripe, value });
  await expect(entering).rejects.toThrow(/STRIPE_SECRET_KEY is set/);
});

test("what is no secret, for no connector, or from no admin is refused", async () => {
  const { connectors } = product.as();
  for (const wrong of ["", "  ", "two words", "ключ", "a\nb"])
    await expect(connectors.setSecret({ ...stripe, value: wrong }), wrong).rejects.toThrow();
  await expect(connectors.setSecret({ ...stripe, name: "other", value })).rejects.toThrow(
    /no connector/i,
  );
  for (const role of ["developer", "operations", "support", "viewer"])
    await expect(
      product.as(userOf(role)).connectors.setSecret({ ...stripe, value }),
    ).rejects.toThrow(/connectors:write/);
});

test("a secret that is removed is gone", async () => {
  await product.as().connectors.removeSecret(stripe);
  expect(await stripeState(connectorsFor("https://api.stripe.com"))).toMatchObject({
    configured: false,
    credentials: [{ setBy: null, updatedAt: null }, {}],
  });
});

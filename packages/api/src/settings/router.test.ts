import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const secret = "what the provider gave us";
const google = { id: "google", clientId: "our id", clientSecret: secret } as const;

async function listed(id: string) {
  const { data } = await product.as().settings.loginProviders({});
  return data.find((provider) => provider.id === id);
}

test("a provider is set, used and removed; its secret goes in and never comes out", async () => {
  const { settings } = product.as();
  expect(await listed("google")).toMatchObject({ source: null, clientId: null });
  await settings.setLoginProvider(google);
  const shown = await listed("google");
  expect(shown).toMatchObject({
    ...{ name: "Google", source: "settings", clientId: "our id" },
    callbackUrl: "http://localhost:3000/api/auth/callback/google",
  });
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(JSON.stringify(await product.db.prisma.loginProvider.findMany())).not.toContain(secret);
  const { loginProviders } = product.services.identity;
  expect(await loginProviders.configured()).toMatchObject([{ ...google, name: "Google" }]);
  await settings.removeLoginProvider({ id: "google" });
  expect(await loginProviders.configured()).toEqual([]);
  expect(await outcomeOf(settings.removeLoginProvider({ id: "google" }))).toBe("not_found");
});

test("an issuer belongs to OpenID Connect, and to it alone", async () => {
  const { settings } = product.as();
  const issuer = "https://login.example/";
  const oidc = { ...google, id: "oidc" } as const;
  expect(await outcomeOf(settings.setLoginProvider(oidc))).toBe("validation_failed");
  expect(await outcomeOf(settings.setLoginProvider({ ...google, issuer }))).toBe(
    "validation_failed",
  );
  const file = { ...oidc, issuer: "file:///etc/passwd" };
  expect(await outcomeOf(settings.setLoginProvider(file))).toBe("validation_failed");
  await settings.setLoginProvider({ ...oidc, issuer, name: "Office" });
  expect(await listed("oidc")).toMatchObject({ name: "Office", issuer: "https://login.example" });
});

test("what the environment says goes before, and is not changed here", async () => {
  const fixed = { ...google, name: "Google", issuer: null, clientId: "of the environment" };
  const identity = await product.newIdentity({ loginProviders: [fixed] });
  await product.as().settings.setLoginProvider(google);
  expect(await identity.loginProviders.configured()).toContainEqual(fixed);
  const services = { ...product.services, identity };
  const { settings } = product.as(undefined, { services });
  expect(await outcomeOf(settings.setLoginProvider(google))).toBe("conflict");
  expect(await outcomeOf(settings.removeLoginProvider({ id: "google" }))).toBe("conflict");
  await identity.close();
});

test("the settings are the owners' and admins'", async () => {
  for (const role of ["developer", "operations", "support", "viewer"]) {
    const { settings } = product.as(userOf(role));
    expect(await outcomeOf(settings.loginProviders({})), role).toBe("forbidden");
    expect(await outcomeOf(settings.setLoginProvider(google)), role).toBe("forbidden");
  }
});

import { defaultLimits } from "@crossdock/core";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "@crossdock/identity/testing/identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
let provider: IdentityProvider;
beforeAll(async () => {
  product = await createTestProduct();
  provider = await startIdentityProvider();
});
afterAll(async () => {
  await provider.close();
  await product.close();
});

let made = 0;
const fields = () => ({
  ...{ name: "Corporate login", issuer: `https://login.example/${++made}` },
  ...{ jwksUrl: provider.jwksUrl, audience: "https://shop.example/api" },
  rules: [{ claim: "groups", value: "warehouse", scopes: ["orders:read"] }],
});

test("an issuer is trusted, changed, switched off and removed", async () => {
  const { issuers } = product.as();
  const created = await issuers.create(fields());
  expect(created).toMatchObject({
    ...{ subjectClaim: "sub", limits: defaultLimits, enabled: true, partnerId: null, version: 1 },
  });
  expect((await issuers.list({})).data).toContainEqual(created);
  const off = await issuers.update({ id: created.id, enabled: false });
  expect(off).toEqual({ ...created, enabled: false, version: 2 });
  expect(await issuers.get({ id: created.id })).toEqual(off);
  await issuers.remove({ id: created.id });
  expect(await outcomeOf(issuers.get({ id: created.id }))).toBe("not_found");
  const audit = await product.db.prisma.auditEntry.findMany({ where: { targetId: created.id } });
  const actions = audit.map(({ action }) => action).sort();
  expect(actions).toEqual(["issuers.create", "issuers.remove", "issuers.update"]);
});

test("a name is trusted once, and never our own", async () => {
  const { issuers } = product.as();
  const one = fields();
  await issuers.create(one);
  expect(await outcomeOf(issuers.create(one))).toBe("conflict");
  const own = { ...fields(), issuer: product.services.appUrl };
  expect(await outcomeOf(issuers.create(own))).toBe("validation_failed");
});

test("a rule grants what its owner can hold, and nothing of people's", async () => {
  const { issuers, partners } = product.as();
  const granting = (scopes: string[], partnerId?: string) =>
    outcomeOf(
      issuers.create({ ...fields(), partnerId, rules: [{ claim: "a", value: "b", scopes }] }),
    );
  expect(await granting(["users:read"])).toBe("validation_failed");
  expect(await granting([])).toBe("validation_failed");
  const { id } = await partners.create({ name: "Acme", scopes: ["orders:read"] });
  expect(await granting(["orders:write"], id)).toBe("validation_failed");
  expect(await granting(["orders:read"], id)).toBe("ok");
  expect(await granting(["orders:read"], "prt_01aaaaaaaaaaaaaaaaaaaaaaaa")).toBe("not_found");
});

test("keys come over https, or from this very machine", async () => {
  const at = (jwksUrl: string) => outcomeOf(product.as().issuers.create({ ...fields(), jwksUrl }));
  expect(await at("http://login.example/keys")).toBe("validation_failed");
  expect(await at("file:///etc/passwd")).toBe("validation_failed");
  expect(await at("https://login.example/keys")).toBe("ok");
  expect(await at("http://localhost:8080/keys")).toBe("ok");
});

test("a token that is tried is shown step by step, and kept nowhere", async () => {
  const { issuers } = product.as();
  const input = { ...fields(), issuer: provider.issuer };
  const { id } = await issuers.create(input);
  const now = Math.floor(product.clock.now().getTime() / 1000);
  const claims = { iss: provider.issuer, aud: input.audience, sub: "ann", groups: ["warehouse"] };
  const token = provider.sign({ ...claims, exp: now + 60 });
  const good = await issuers.test({ token });
  expect(good.steps.every(({ outcome }) => outcome === "passed")).toBe(true);
  expect(good.principal).toEqual({
    ...{ id: `${id}:ann`, name: input.name, partnerId: null, scopes: ["orders:read"] },
  });
  const late = await issuers.test({ token: provider.sign({ ...claims, exp: now - 60 }) });
  expect(late.principal).toBeNull();
  expect(late.steps.slice(4, 7)).toEqual([
    { step: "signature", outcome: "passed", detail: null },
    { step: "time", outcome: "failed", detail: "It has expired." },
    { step: "audience", outcome: "not reached", detail: null },
  ]);
  const audit = await product.db.prisma.auditEntry.findMany();
  expect(audit.map(({ action }) => action)).not.toContain("issuers.test");
});

test("only who may change issuers tries tokens", async () => {
  const developer = product.as(userOf("developer")).issuers;
  expect(await outcomeOf(developer.list({}))).toBe("ok");
  expect(await outcomeOf(developer.create(fields()))).toBe("forbidden");
  expect(await outcomeOf(developer.test({ token: "a.b.c" }))).toBe("forbidden");
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const machine = { name: "ERP", grants: ["client_credentials" as const], scopes: ["orders:read"] };
const web = {
  name: "Shop app",
  grants: ["authorization_code" as const, "refresh_token" as const],
  scopes: ["orders:read"],
  redirectUris: ["https://app.example.com/callback"],
};

test("a client's secret is shown once; what is kept is its hash and what to recognise it by", async () => {
  const { clients } = product.as();
  const { secret, ...shown } = await clients.create(machine);
  expect(secret).toMatch(/^cds_[0-9A-Za-z]{46}$/);
  expect(shown).toMatchObject({ public: false, partnerId: null, revokedAt: null });
  expect(shown.secretHint).toBe(`cds_…${secret?.slice(-4)}`);
  expect(await clients.get({ id: shown.id })).toEqual(shown);
  expect((await clients.list({})).data).toContainEqual(shown);
  const row = await product.db.prisma.oauthClient.findUniqueOrThrow({ where: { id: shown.id } });
  expect(JSON.stringify(row)).not.toContain(secret);
  const audit = await product.db.prisma.auditEntry.findMany({ where: { targetId: shown.id } });
  expect(audit).toMatchObject([{ action: "clients.create" }]);
  expect(JSON.stringify(audit)).not.toContain(secret);
});

test("a secret that is rotated is taken as long as the overlap, and no longer", async () => {
  const { clients } = product.as();
  const { id, secret: first } = await clients.create(machine);
  const { secret: second } = await clients.rotateSecret({ id, overlapHours: 2 });
  const known = product.services.identity.oauth.clients;
  const matches = async () => [
    await known.secretMatches(id, first ?? ""),
    await known.secretMatches(id, second ?? ""),
  ];
  expect(await matches()).toEqual([true, true]);
  product.clock.set(new Date(product.clock.now().getTime() + 2 * 3_600_000));
  expect(await matches()).toEqual([false, true]);
  const { secret: third } = await clients.rotateSecret({ id, overlapHours: 0 });
  expect(await matches()).toEqual([false, false]);
  expect(await known.secretMatches(id, third ?? "")).toBe(true);
});

test("a public program has no secret", async () => {
  const { clients } = product.as();
  const { id, secret } = await clients.create({ ...web, public: true });
  expect(secret).toBeNull();
  expect(await outcomeOf(clients.rotateSecret({ id }))).toBe("conflict");
  expect(await outcomeOf(clients.create({ ...machine, public: true }))).toBe("validation_failed");
});

test("grants and redirects go together", async () => {
  const create = (fields: Partial<typeof web>) =>
    outcomeOf(product.as().clients.create({ ...web, ...fields }));
  expect(await create({})).toBe("ok");
  expect(await create({ redirectUris: [] })).toBe("validation_failed");
  expect(await create({ grants: ["refresh_token"] })).toBe("validation_failed");
  expect(await create({ scopes: ["users:read"] })).toBe("validation_failed");
  expect(
    await outcomeOf(
      product.as().clients.create({ ...machine, redirectUris: ["https://app.example.com/"] }),
    ),
  ).toBe("validation_failed");
});

test.each([
  ["https://app.example.com/callback", "ok"],
  ["http://localhost:8080/callback", "ok"],
  ["http://127.0.0.1/callback", "ok"],
  ["com.example.app:/callback", "ok"],
  ["http://app.example.com/callback", "validation_failed"],
  ["https://localhost/callback", "validation_failed"],
  ["https://app.example.com/callback#part", "validation_failed"],
  ["https://app.example.com/*", "validation_failed"],
  ["https://user@app.example.com/", "validation_failed"],
  ["https://app.example.com\\@evil.example/", "validation_failed"],
  ["javascript:alert(1)", "validation_failed"],
  ["data:text/html,x", "validation_failed"],
  ["/callback", "validation_failed"],
])("a code may be sent to %s: %s", async (uri, outcome) => {
  const made = product.as().clients.create({ ...web, redirectUris: [uri] });
  expect(await outcomeOf(made)).toBe(outcome);
});

test("a client that is revoked stays so, and gets nothing any more", async () => {
  const { clients } = product.as();
  const { id } = await clients.create(machine);
  const known = product.services.identity.oauth.clients;
  expect(await known.find(id)).toMatchObject({ id });
  const revoked = await clients.revoke({ id });
  expect(revoked.revokedAt).toBe(product.clock.now().toISOString());
  product.clock.set(new Date(product.clock.now().getTime() + 5000));
  expect(await clients.revoke({ id })).toEqual(revoked);
  expect(await known.find(id)).toBeNull();
});

test("what its partner is granted no more, a client holds no more", async () => {
  const { partners, clients } = product.as();
  const { id: partnerId } = await partners.create({ name: "Acme", scopes: ["orders:read"] });
  const { id } = await clients.create({ ...machine, partnerId });
  const beyond = clients.create({ ...machine, partnerId, scopes: ["orders:write"] });
  expect(await outcomeOf(beyond)).toBe("validation_failed");
  const known = product.services.identity.oauth.clients;
  expect((await known.find(id))?.scopes).toEqual(["orders:read"]);
  await partners.update({ id: partnerId, scopes: ["products:read"] });
  expect(await known.find(id)).toBeNull();
});

test("a viewer reads the clients, and changes none", async () => {
  const { id } = await product.as().clients.create(machine);
  const { clients } = product.as(userOf("viewer"));
  expect(await outcomeOf(clients.get({ id }))).toBe("ok");
  expect(await outcomeOf(clients.create(machine))).toBe("forbidden");
  expect(await outcomeOf(clients.revoke({ id }))).toBe("forbidden");
});

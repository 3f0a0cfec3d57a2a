import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";
import { createInboundSources } from "./known.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const secret = "It's-a-Secret-to-Everybody";
let made = 0;
const fields = () => ({
  ...{ name: "GitHub", slug: `github-${++made}`, settings: { kind: "github" as const } },
});

/** As a process that has just started knows it. */
async function known(slug: string) {
  const { db, live, identity } = product.services;
  const sources = createInboundSources({ db, live, vault: identity.vault });
  try {
    return await sources.get(slug);
  } finally {
    sources.close();
  }
}

test("a source is made, listed, changed and switched off", async () => {
  const { inboundSources } = product.as();
  const { slug, ...rest } = fields();
  const created = await inboundSources.create({ ...rest, slug, secret });
  expect(created).toMatchObject({
    ...{ kind: "github", enabled: true, version: 1 },
    url: `http://localhost:3000/api/webhooks/${slug}`,
    secrets: [{ label: "First secret", state: "active", validUntil: null }],
  });
  expect((await inboundSources.list({})).data).toContainEqual(created);
  const off = await inboundSources.update({ id: created.id, enabled: false, name: "Code" });
  expect(off).toEqual({ ...created, enabled: false, name: "Code", version: 2 });
  expect(await known(slug)).toMatchObject({ id: created.id, enabled: false });
});

test("a secret is used, and told to nobody", async () => {
  const { inboundSources, audit } = product.as();
  const created = await inboundSources.create({ ...fields(), secret });
  expect(await known(created.slug)).toMatchObject({ secrets: [{ secret }] });
  const told = [created, await inboundSources.get({ id: created.id }), await audit.list({})];
  expect(JSON.stringify(told)).not.toContain(secret);
  const rows = await product.db.prisma.inboundSecret.findMany();
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("in a rotation the old secret stays good for the overlap, and no longer", async () => {
  const { inboundSources } = product.as();
  const { id, slug } = await inboundSources.create({ ...fields(), secret });
  const rotated = await inboundSources.addSecret({
    ...{ id, label: "Second", secret: "another-secret", endOthersAfterSeconds: 3600 },
  });
  const until = new Date(product.clock.now().getTime() + 3_600_000);
  expect(rotated.secrets).toMatchObject([
    { state: "ending", validUntil: until.toISOString() },
    { label: "Second", state: "active", validUntil: null },
  ]);
  expect((await known(slug))?.secrets).toMatchObject([
    { secret, validUntil: until },
    { secret: "another-secret", validUntil: null },
  ]);
  const secretId = rotated.secrets[0]?.id ?? "";
  const ended = await inboundSources.endSecret({ id, secretId });
  expect(ended.secrets).toMatchObject([{ state: "ended" }, { state: "active" }]);
});

test("what could never work is refused with the mend", async () => {
  const { inboundSources } = product.as();
  const creating = (more: object) => outcomeOf(inboundSources.create({ ...fields(), ...more }));
  for (const slug of ["test", "Stripe", "a", "-a", "a--b", "a/b", "", "x".repeat(41)])
    expect(await creating({ slug }), slug).toBe("validation_failed");
  for (const wrong of ["short", " spaced out ", "two words"])
    expect(await creating({ secret: wrong }), wrong).toBe("validation_failed");
  const standard = { settings: { kind: "standard-webhooks" } };
  expect(await creating({ ...standard, secret: "whsec_too-short" })).toBe("validation_failed");
  expect(await creating({ ...standard, secret: `whsec_${"A".repeat(32)}` })).toBe("ok");
  const hmac = { kind: "hmac", signatureHeader: "X-Sign", encoding: "hex", algorithm: "sha256" };
  const wrongs = [
    { template: "{timestamp}" },
    { template: "{body}{body}" },
    { template: "{timestamp}.{body}" },
    { timestampHeader: "X-Time" },
    { template: "{id}.{body}", id: { in: "body", pointer: "/id" } },
    { signatureHeader: "Authorization" },
  ];
  for (const wrong of wrongs)
    expect(await creating({ settings: { ...hmac, ...wrong } }), JSON.stringify(wrong)).toBe(
      "validation_failed",
    );
  expect(await creating({ settings: hmac })).toBe("ok");
});

test("an address is one source's, whose kind stays; at most five secrets are good", async () => {
  const { inboundSources } = product.as();
  const one = fields();
  const { id } = await inboundSources.create(one);
  expect(await outcomeOf(inboundSources.create(one))).toBe("conflict");
  const shopify = { id, settings: { kind: "shopify" as const } };
  expect(await outcomeOf(inboundSources.update(shopify))).toBe("validation_failed");
  const add = () => outcomeOf(inboundSources.addSecret({ id, label: "One more", secret }));
  for (let count = 0; count < 5; count++) expect(await add()).toBe("ok");
  expect(await add()).toBe("conflict");
});

test("only who may change connectors changes sources", async () => {
  const { id } = await product.as().inboundSources.create(fields());
  const developer = product.as(userOf("developer")).inboundSources;
  expect(await outcomeOf(developer.get({ id }))).toBe("ok");
  expect(await outcomeOf(developer.update({ id, enabled: false }))).toBe("forbidden");
  expect(await outcomeOf(developer.create(fields()))).toBe("forbidden");
});

test("a sample is checked without being stored, and it is told why", async () => {
  const { inboundSources } = product.as();
  const { slug } = await inboundSources.create({ ...fields(), secret });
  const body = `{"action":"opened"}`;
  const sign = createHmac("sha256", secret).update(body).digest("hex");
  const headers = `X-GitHub-Event: issues\r\nx-github-delivery: 1\nX-Hub-Signature-256: sha256=${sign}`;
  const sample = { settings: { kind: "github" as const }, headers, body };
  const good = { accepted: true, event: { eventId: "1", type: "issues.opened", account: null } };
  expect(await inboundSources.check({ ...sample, slug })).toMatchObject(good);
  expect(await inboundSources.check({ ...sample, secret })).toMatchObject(good);
  expect(await inboundSources.check(sample)).toMatchObject({ reason: "no_secret" });
  const other = await inboundSources.check({ ...sample, slug, secret: "another-secret" });
  expect(other).toMatchObject({ accepted: false, reason: "signature_invalid" });
  expect(JSON.stringify(other)).not.toContain(sign);
  const pasted = await inboundSources.check({ ...sample, slug, body: `${body}\n` });
  expect(pasted).toMatchObject({ accepted: false, reason: "signature_invalid" });
  expect(pasted.detail).toMatch(/without the line break/);
  expect(await product.db.prisma.inboxEvent.count()).toBe(0);
});

test("a change that is based on an older version is refused, and changes nothing", async () => {
  const { inboundSources } = product.as();
  const { id, version } = await inboundSources.create({ ...fields(), secret });
  await inboundSources.update({ id, version, name: "First" });
  const late = inboundSources.update({ id, version, name: "Second", perMinuteMax: 1 });
  await expect(late).rejects.toMatchObject({
    cause: { code: "conflict", detail: expect.stringMatching(/load the page again/) },
  });
  expect(await inboundSources.get({ id })).toMatchObject({ name: "First", version: version + 1 });
  const atOnce = ["a", "b", "c"].map((name) =>
    outcomeOf(inboundSources.update({ id, version: version + 1, name })),
  );
  expect((await Promise.all(atOnce)).sort()).toEqual(["conflict", "conflict", "ok"]);
});

test("a source that is removed is unknown, with its secrets and its token, and can be made anew", async () => {
  const { inboundSources, audit } = product.as();
  const { slug, ...rest } = fields();
  const { id } = await inboundSources.create({ ...rest, slug, secret });
  const hookUrl = "https://api.github.com/repos/octo/shop/hooks/1";
  await inboundSources.setHook({ id, hookUrl, token: "ghp_a-token-of-github" });
  expect(await inboundSources.remove({ id })).toEqual({ id });
  expect(await known(slug)).toBeNull();
  expect(await outcomeOf(inboundSources.get({ id }))).toBe("not_found");
  expect(await outcomeOf(inboundSources.remove({ id }))).toBe("not_found");
  const { prisma } = product.db;
  expect(await prisma.inboundSecret.count({ where: { sourceId: id } })).toBe(0);
  expect(await prisma.secret.count({ where: { owner: `source:${id}` } })).toBe(0);
  const [entry] = (await audit.list({})).data;
  expect(entry).toMatchObject({ action: "inboundSources.remove", targetId: id });

  const anew = await inboundSources.create({ ...rest, slug });
  expect(anew).toMatchObject({ slug, version: 1, secrets: [] });
  expect(anew.id).not.toBe(id);
});

test("a source is removed when no mapping that is on reads from it, and nothing of it is gone before", async () => {
  const { inboundSources, mappings } = product.as();
  const { id, slug } = await inboundSources.create({ ...fields(), secret });
  const made = async (name: string, source = slug) => {
    const definition = {
      ...{ direction: "in" as const, source, event: "*", operation: "inquiries.create" },
      ...{ scopes: [], partnerId: null },
    };
    return (await mappings.create({ name, enabled: true, definition })).id;
  };
  const refused = async () => {
    const error = await inboundSources.remove({ id }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ cause: { code: "conflict" } });
    return (error as Error).message;
  };
  await made("Of another", "elsewhere");
  const ids = [];
  for (const name of ["A", "B", "C", "D", "E"]) ids.push(await made(name));
  expect(await refused()).toBe("The mappings A, B, C, and 2 more use it: switch them off first.");
  expect(await known(slug)).toMatchObject({ secrets: [{ secret }] });
  const [last = "", ...others] = ids;
  for (const other of others) await mappings.switch({ id: other, enabled: false });
  expect(await refused()).toBe("The mapping A uses it: switch it off first.");
  await mappings.switch({ id: last, enabled: false });
  expect(await inboundSources.remove({ id })).toEqual({ id });
  expect(await mappings.get({ id: last })).toMatchObject({ enabled: false });
});

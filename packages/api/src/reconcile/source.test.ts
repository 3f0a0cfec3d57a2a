import { type FakeGithub, startFakeGithub } from "@crossdock/fake-providers";
import { storeInbound } from "@crossdock/webhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
let github: FakeGithub;
let answer = 502;
let age = 0;
let sourceId: string;
let slug: string;
let made = 0;

const minutes = 60_000;
const days = 24 * 60 * minutes;

beforeAll(async () => {
  product = await createTestProduct();
});

beforeEach(async () => {
  const now = () => new Date(product.clock.now().getTime() - age);
  github = await startFakeGithub({ now, deliver: async () => answer });
  slug = `code-${++made}`;
  const settings = { kind: "github" as const };
  const fields = { name: "Code", slug, settings, secret: "a-secret-of-the-hook" };
  ({ id: sourceId } = await product.as().inboundSources.create(fields));
  await product.as().inboundSources.setHook({ ...hook(), token: github.token });
});

afterEach(async () => {
  // The hourly run is of every source.
  await product.as().inboundSources.update({ id: sourceId, enabled: false });
  await github.close();
});

afterAll(() => product.close());

const hook = () => ({ id: sourceId, hookUrl: github.hookUrl });

/** A delivery of some time ago that ended with this status. */
async function delivered(status: number, before: number) {
  answer = status;
  age = before;
  const delivery = await github.emit("issues", { action: "opened" });
  age = 0;
  return delivery;
}

async function reconcile(): Promise<void> {
  await product.services.jobs.enqueue("reconcile-source", { source: sourceId });
  await product.runJobs();
  await github.settled();
}

const told = () => product.as().inboundSources.hook({ id: sourceId });

test("what GitHub could not deliver it is asked for, once, and for nothing else", async () => {
  await delivered(502, 4 * days);
  const refused = await delivered(404, 2 * days);
  const timedOut = await delivered(504, 60 * minutes);
  await delivered(202, 50 * minutes);
  const mended = await delivered(500, 40 * minutes);
  const late = await delivered(504, 30 * minutes);
  await delivered(502, minutes);
  github.deliveries.push({ ...mended, id: mended.id + 100n, redelivery: true, status: 200 });
  const { db, jobs, clock } = product.services;
  await storeInbound(db, jobs, {
    ...{ connector: slug, account: null, eventId: late.guid, type: "issues.opened" },
    ...{ body: Buffer.from("{}"), requestId: "req_1", at: clock.now(), sourceId },
  });
  answer = 202;
  await reconcile();
  expect(github.asked).toEqual([refused.id, timedOut.id]);
  expect((await told()).last).toMatchObject({ found: 2, foundTotal: 2, error: null });
  await reconcile();
  expect(github.asked).toHaveLength(2);
  expect((await told()).last).toMatchObject({ found: 0, foundTotal: 2 });
  const { data } = await product.as().inbox.reconciliations({});
  expect(data.find(({ connector }) => connector === slug)).toMatchObject({ name: "Code" });
});

test("the list is read to its end, and ids of 64 bits stay what they are", async () => {
  const first = await delivered(502, 60 * minutes);
  for (let count = 0; count < 205; count++) await delivered(202, 50 * minutes);
  await reconcile();
  expect(github.asked).toEqual([first.id]);
  expect(first.id > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
});

test("what is refused again and again is given up; the hourly run asks for each source", async () => {
  await delivered(502, 60 * minutes);
  answer = 500;
  age = 10 * minutes;
  for (let count = 0; count < 8; count++) {
    await product.services.jobs.enqueue("reconcile", {});
    await product.runJobs();
    await github.settled();
  }
  expect(github.deliveries).toHaveLength(5);
  await product.as().inboundSources.update({ id: sourceId, enabled: false });
  const { ranAt } = (await told()).last ?? {};
  await reconcile();
  expect((await told()).last?.ranAt).toBe(ranAt);
});

test("a GitHub that says no is told with the mend, and is asked again by the next run", async () => {
  const failed = await delivered(502, 60 * minutes);
  const says = (status: number, headers?: Record<string, string>) =>
    github.faults.push({ status, ...(headers && { headers }) });
  says(404);
  await expect(reconcile()).rejects.toMatchObject({ kind: "configuration" });
  expect((await told()).last).toMatchObject({ error: expect.stringMatching(/404.*address/) });
  says(401);
  await expect(reconcile()).rejects.toMatchObject({ kind: "configuration" });
  expect((await told()).last).toMatchObject({ error: expect.stringMatching(/401.*token/) });
  says(403, { "x-ratelimit-remaining": "0" });
  await expect(reconcile()).rejects.toMatchObject({ kind: "rate_limited" });
  await reconcile();
  expect(github.asked).toEqual([failed.id]);
  expect((await told()).last).toMatchObject({ found: 1, foundTotal: 1, error: null });
});

test("the token is for its host, told to nobody, and forgotten with the address", async () => {
  const { inboundSources, audit } = product.as();
  expect(await told()).toMatchObject({ hookUrl: github.hookUrl, token: "set", last: null });
  const said = [await told(), await inboundSources.get({ id: sourceId }), await audit.list({})];
  expect(JSON.stringify(said)).not.toContain(github.token);
  const rows = await product.db.prisma.secret.findMany();
  expect(JSON.stringify(rows)).not.toContain(github.token);
  const setting = (more: object) => outcomeOf(inboundSources.setHook({ ...hook(), ...more }));
  const elsewhere = "https://evil.example/repos/octo/shop/hooks/4711";
  expect(await setting({ hookUrl: elsewhere })).toBe("validation_failed");
  for (const hookUrl of [
    "http://api.github.com/repos/octo/shop/hooks/1",
    "https://api.github.com/repos/octo/shop",
    "https://me:pass@api.github.com/repos/octo/shop/hooks/1",
    "http://127.0.0.1.evil.example/hooks/1",
    "https://api.github.com/repos/octo/\0/hooks/1",
    "https://api.github.com:99999/repos/octo/shop/hooks/1",
  ])
    expect(await setting({ hookUrl, token: "another-token" }), hookUrl).toBe("validation_failed");
  expect(await setting({})).toBe("ok");
  // Changed by the other way: the token is not sent there.
  const settings = { kind: "github" as const, hookUrl: elsewhere };
  await inboundSources.update({ id: sourceId, settings });
  expect(await told()).toMatchObject({ token: "other host" });
  await expect(reconcile()).rejects.toMatchObject({ code: "connector_not_configured" });
  expect(await setting({ hookUrl: null })).toBe("ok");
  expect(await told()).toMatchObject({ hookUrl: null, token: "missing" });
  expect(await setting({})).toBe("validation_failed");
  const shopify = { name: "Shop", slug: `shop-${made}`, settings: { kind: "shopify" as const } };
  const { id } = await inboundSources.create(shopify);
  expect(await setting({ id, token: "another-token" })).toBe("validation_failed");
});

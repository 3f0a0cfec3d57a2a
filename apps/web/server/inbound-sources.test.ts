import { createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve({ PROCESSES: "api,worker" }));
});
afterAll(() => app.close());

const secret = "It's-a-Secret-to-Everybody";
const issue = JSON.stringify({ action: "opened", issue: { title: "für €5" } });
let made = 0;

async function createGithub(more: { secret?: string } = { secret }) {
  const fields = {
    name: "GitHub",
    slug: `github-${++made}`,
    settings: { kind: "github" as const },
  };
  return app.as().inboundSources.create({ ...fields, ...more });
}

type Delivery = { body?: string; id?: string; key?: string; more?: Record<string, string> };

function deliver(
  slug: string,
  { body = issue, id = randomUUID(), key = secret, more }: Delivery = {},
) {
  return fetch(`${url}/api/webhooks/${slug}`, { method: "POST", headers: headersOf(), body });

  function headersOf() {
    return {
      ...{ "content-type": "application/json", authorization: "Bearer a-credential" },
      ...{ "x-github-event": "issues", "x-github-delivery": id, cookie: "a=credential" },
      "x-hub-signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
      ...more,
    };
  }
}

const entries = async (connector: string) => (await app.as().inbox.list({ connector })).data;

test("a source's event is stored once as it came, with its headers, and worked off", async () => {
  const { id: sourceId, slug } = await createGithub();
  const id = randomUUID();
  const first = await deliver(slug, { id });
  expect(first.status).toBe(202);
  const told = (await first.json()) as { id: string };
  expect(told).toMatchObject({ received: true, duplicate: false });
  expect(await (await deliver(slug, { id })).json()).toEqual({ ...told, duplicate: true });
  await until("it is worked off", async () => (await entries(slug))[0]?.status === "ignored");
  expect(await app.as().inbox.get({ id: told.id })).toMatchObject({
    ...{ sourceId, eventId: id, type: "issues.opened", duplicates: 1, body: issue },
    result: "No mapping follows this type of event.",
  });
});

test("of its headers those are kept that tell of the event, and no credential", async () => {
  const { slug } = await createGithub();
  const { id } = (await (await deliver(slug)).json()) as { id: string };
  const { headers } = await app.as().inbox.get({ id });
  expect(Object.keys(headers).sort()).toEqual([
    ...["content-type", "user-agent", "x-github-delivery", "x-github-event"],
    "x-hub-signature-256",
  ]);
});

test("the same id with another text is kept for people, and not worked off", async () => {
  const { slug } = await createGithub();
  const id = randomUUID();
  await deliver(slug, { id });
  const other = await deliver(slug, { id, body: `{"action":"closed"}` });
  expect(await other.json()).toMatchObject({ duplicate: true });
  await until("the first is worked off", async () =>
    (await entries(slug)).some(({ status }) => status === "ignored"),
  );
  const [conflict, first] = await entries(slug);
  expect(conflict).toMatchObject({ status: "conflict", conflictOf: first?.id, attempts: 0 });
});

test("what is not signed by the secret of now is refused, as soon as that changes", async () => {
  const source = await createGithub();
  const { id, slug } = source;
  expect((await deliver(slug)).status).toBe(202);
  const wrong = await deliver(slug, { key: "another-secret" });
  expect(await wrong.json()).toMatchObject({ status: 400, reason: "signature_invalid" });
  await app.as().inboundSources.endSecret({ id, secretId: source.secrets[0]?.id ?? "" });
  await until("it is refused", async () => (await deliver(slug)).status === 422);
  await app.as().inboundSources.addSecret({ id, label: "New", secret: "another-secret" });
  await until("the new one is good", async () => {
    return (await deliver(slug, { key: "another-secret" })).status === 202;
  });
});

test("without a secret, switched off, or with no such address nothing is taken", async () => {
  const bare = await createGithub({});
  expect(await (await deliver(bare.slug)).json()).toMatchObject({
    ...{ status: 422, code: "connector_not_configured", reason: "no_secret" },
  });
  const { id, slug } = await createGithub();
  await app.as().inboundSources.update({ id, enabled: false });
  expect((await deliver(slug)).status).toBe(404);
  for (const nobody of ["nobody", "no/body", "a--b", "A"])
    expect((await deliver(nobody)).status, nobody).toBe(404);
  expect(await entries(slug)).toEqual([]);
});

test("a source that is removed is as unknown as any, what came from it stays, and it can be made anew", async () => {
  const { id, slug } = await createGithub();
  // The same each time: until every process has heard of the removal it is taken, as one that was there.
  const again = { id: randomUUID() };
  expect((await deliver(slug, again)).status).toBe(202);
  await until("it is worked off", async () => (await entries(slug))[0]?.status === "ignored");
  await app.as().inboundSources.remove({ id });
  await until("nothing is taken", async () => (await deliver(slug, again)).status === 404);
  expect(await (await deliver(slug)).json()).toMatchObject({
    ...{ status: 404, code: "not_found", detail: `Nobody takes webhooks at ${slug}.` },
  });
  expect(await entries(slug)).toMatchObject([{ status: "ignored", sourceId: id }]);

  const settings = { kind: "github" as const };
  await app.as().inboundSources.create({ name: "Anew", slug, settings, secret: "another-secret" });
  await until("the new secret is good", async () => {
    const { status } = await deliver(slug, { key: "another-secret" });
    return status === 202;
  });
  expect((await deliver(slug)).status).toBe(400);
});

test("a header that comes twice is refused, whichever of the two is good", async () => {
  const { slug } = await createGithub();
  const good = `sha256=${createHmac("sha256", secret).update(issue).digest("hex")}`;
  const twice = (name: string, values: string[]) =>
    statusOf(slug, { "x-hub-signature-256": good, "x-github-event": "issues", [name]: values });
  expect(await twice("x-github-delivery", ["one"])).toBe(202);
  expect(await twice("x-github-delivery", ["two", "three"])).toBe(400);
  expect(await twice("x-hub-signature-256", [good, good])).toBe(400);
});

test("what is refused is counted with its reason, and the last ones are kept without their text", async () => {
  const { id, slug } = await createGithub();
  await deliver(slug);
  await deliver(slug, { key: "a-forger's" });
  expect((await deliver(slug, { body: "x".repeat(1_000_001) })).status).toBe(413);
  await deliver(slug, { body: "signed, and no JSON" });
  await app.as().inboundSources.update({ id, perMinuteMax: 1 });
  await until("the flood is refused", async () => (await deliver(slug)).status === 429);
  await app.as().inboundSources.update({ id, enabled: false });
  await until("it is off", async () => (await deliver(slug)).status === 404);
  const reasons = ["disabled", "rate_limited", "signature_invalid", "too_large", "unreadable"];
  await until("all of it is counted", async () => {
    const { data } = await app.as().inbox.figures({});
    const own = data.filter(({ connector }) => connector === slug).map(({ verdict }) => verdict);
    return ["accepted", ...reasons].every((verdict) => own.includes(verdict));
  });
  const { data } = await app.as().inbox.rejected({ connector: slug });
  expect([...new Set(data.map(({ reason }) => reason))].sort()).toEqual(reasons);
  expect(data.at(-1)).toMatchObject({ slug, network: "127.0.0.0/24", bytes: issue.length + 3 });
});

test("who posts to no address is told so, and the shop sees where it was tried", async () => {
  await deliver("githup");
  await until("it is kept", async () => {
    const { data } = await app.as().inbox.rejected({ connector: "" });
    return data.some(({ slug, reason }) => slug === "githup" && reason === "unknown_source");
  });
});

test("of many deliveries, three of ten repeated, each event has its effect once", async () => {
  const { slug } = await createGithub();
  const ids = Array.from({ length: 200 }, (_, at) => `burst-${at % 10 < 7 ? at : at - 7}`);
  const answers = await Promise.all(ids.map((id) => deliver(slug, { id })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  const told = (await Promise.all(answers.map((answer) => answer.json()))) as {
    id: string;
    duplicate: boolean;
  }[];
  expect(told.filter(({ duplicate }) => !duplicate)).toHaveLength(140);
  const where = { connector: slug };
  const { inboxEvent, auditEntry } = app.product.db.prisma;
  await until("all are worked off", async () => {
    return (
      (await inboxEvent.count({ where: { ...where, status: "ignored", attempts: 1 } })) === 140
    );
  });
  const events = await inboxEvent.findMany({ where, select: { id: true, duplicates: true } });
  expect(events.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(60);
  const effects = { action: "inbox.process", targetId: { in: events.map(({ id }) => id) } };
  expect(await auditEntry.count({ where: effects })).toBe(140);
});

// fetch would join them.
function statusOf(slug: string, headers: Record<string, string | string[]>): Promise<number> {
  return new Promise((resolve, reject) => {
    const to = `${url}/api/webhooks/${slug}`;
    const sent = request(to, { method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(issue);
  });
}

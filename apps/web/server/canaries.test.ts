import { type Mailbox, startMailbox } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCanaries } from "./testing/canaries.ts";
import {
  type CanaryCaller,
  createCanaryCaller,
  customerOf,
  inquiryOf,
  orderOf,
  toolOf,
} from "./testing/canary-caller.ts";
import {
  customerForms,
  type Flight,
  oauth,
  secondFactor,
  tooManyGuesses,
  wrongKeys,
  wrongSessions,
} from "./testing/canary-credentials.ts";
import { ndjsonOf, writtenLog } from "./testing/canary-log.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startTcpProxy, type TcpProxy } from "./testing/tcp-proxy.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const canaries = createCanaries();
const { secret, person } = canaries;

let app: TestApp;
let mailbox: Mailbox;
let proxy: TcpProxy;
let server: ServerProcess;
let cookie: string;
let caller: CanaryCaller;

const flight = (): Flight => ({ app, caller, canaries });

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startTestApp({
    APP_SECRET: secret("canary of thirty-two characters, and some"),
    STRIPE_SECRET_KEY: secret("sk_test_0canary0canary0canary"),
    STRIPE_WEBHOOK_SECRET: secret("whsec_0canary0canary0canary"),
    STRIPE_API_BASE: "http://127.0.0.1:1",
    SMTP_URL: `smtp://shop:${encodeURIComponent(secret("p@ss word"))}@${mailbox.host}`,
    ADMIN_PASSWORD: secret(),
  });
  proxy = await startTcpProxy(app.product.db.url);
  const more = {
    DATABASE_URL: proxy.url,
    PROCESSES: "web,api,worker",
    LOG_LEVEL: "debug",
    REQUEST_LOG: ndjsonOf(app),
    TRUST_PROXY: "1",
  };
  server = await app.serve(more);
  ({ cookie } = await app.signIn());
  secret(cookie.split("=")[1]);
  caller = createCanaryCaller(server.url, { cookie, key: secret(await app.createKey()) });
});
afterAll(async () => {
  await app.close();
  await proxy.down();
  await mailbox.close();
});

describe("what goes well", () => {
  test("customers, orders and inquiries of persons", async () => {
    const { sku } = await app.sell(1000);
    for (let count = 0; count < 60; count++) {
      const one = person();
      await caller.post("/api/v2/customers", { body: customerOf(one) });
      await caller.post("/api/v2/orders", { body: orderOf(one, sku) });
      await caller.post("/api/v2/inquiries", { body: inquiryOf(one) });
      await caller.call(`/api/v2/customers?q=${encodeURIComponent(one.name)}`);
      await caller.call(`/customers?q=${encodeURIComponent(one.email)}`, {
        headers: { Cookie: cookie },
      });
    }
  });

  test("members who sign in, and sign out again", async () => {
    for (let count = 0; count < 10; count++) {
      const [email, password] = [`signs-in-${count}@example.com`, secret()];
      const { id, loginLink } = await app.as().users.create({ email, name: "M", role: "viewer" });
      const passwordHash = await app.product.identity.passwords.hash(password);
      await app.product.db.prisma.user.update({ where: { id }, data: { passwordHash } });
      await caller.signIn("link", {
        token: secret(new URL(loginLink).searchParams.get("token") ?? ""),
      });
      const answer = await caller.signIn("password", { email, password });
      const session = /crossdock\.session=([^;]+)/.exec(answer.headers.getSetCookie().join())?.[1];
      secret(session ?? "");
      await caller.trpc("me.get", {}, `crossdock.session=${session}`);
    }
  });
});

describe("credentials that are wrong", () => {
  test("keys: unknown, revoked, of another form, twice, in the address", () => wrongKeys(flight()));
  test("so many from one address that it has to wait", () => tooManyGuesses(flight()));
  test("sessions, links and passwords", () => wrongSessions(flight()));
  test("forms of customers and of the forgotten password", () => customerForms(flight()));
  test("OAuth", () => oauth(flight()));
  test("the second factor", () => secondFactor(flight()));
});

describe("requests that are refused", () => {
  test("bodies that cannot be read, or are not valid", async () => {
    for (let count = 0; count < 25; count++) {
      const one = person();
      const text = JSON.stringify(customerOf(one));
      await caller.post("/api/v2/customers", { body: { ...customerOf(one), unknown: secret() } });
      await caller.post("/api/v2/customers", { body: { ...customerOf(one), phone: one } });
      await caller.post("/api/v2/customers", { body: { ...customerOf(one), email: one.name } });
      await caller.post("/api/v2/customers", { text: text.slice(0, -2) });
      await caller.post("/api/v2/customers", { text: `${one.name} ${text}` });
      await caller.post("/api/v2/customers", {
        text: `<customer><name>${one.name}</nome>`,
        type: "application/xml",
      });
      await caller.post("/api/v2/customers", { text, type: "text/plain" });
      await caller.post("/api/v2/orders", { body: orderOf(one, "nothing") });
      await caller.post("/api/v2/orders", {
        body: orderOf(one, "nothing"),
        headers: { "Idempotency-Key": "" },
      });
      await caller.call(`/api/v2/customers/${encodeURIComponent(one.email)}`);
      await caller.call(`/api/v2/${encodeURIComponent(one.name)}`);
      await caller.call(`/nothing/${encodeURIComponent(one.email)}`, {
        headers: { Cookie: cookie },
      });
      await caller.trpc("customers.create", { ...customerOf(one), unknown: secret() });
      await caller.trpc("customers.create", { ...customerOf(one), name: `${one.name}\0` });
      await caller.trpc("customers.create", customerOf(one), cookie, {
        Origin: "https://evil.example",
      });
      await caller.post("/mcp", {
        body: toolOf("customers_create", { ...customerOf(one), unknown: 1 }),
      });
      await caller.post("/mcp", { body: toolOf(one.name, { secret: secret() }) });
      await caller.post("/csp-reports", {
        body: { "csp-report": { "document-uri": 1, x: secret() } },
      });
    }
  });

  test("a stock that is too small, keys that are used twice, quotas that are used up", async () => {
    const { sku } = await app.sell(1);
    const small = await app.as().keys.create({
      ...{ name: "s", scopes: ["customers:write"] },
      limits: { perSecond: null, perMinute: 2, perHour: null, perDay: null, concurrent: null },
    });
    for (let count = 0; count < 10; count++) {
      const one = person();
      const headers = { "Idempotency-Key": `twice-${count}` };
      await caller.post("/api/v2/orders", {
        body: { ...orderOf(one, sku), lines: [{ sku, quantity: 9 }] },
      });
      await caller.post("/api/v2/customers", { body: customerOf(one), headers });
      await caller.post("/api/v2/customers", { body: customerOf(person()), headers });
      await caller.post("/api/v2/customers", { body: customerOf(one), key: secret(small.key) });
    }
  });

  test("webhooks whose signature, form or payment is wrong", async () => {
    for (let count = 0; count < 25; count++) {
      const one = person();
      const event = JSON.stringify({
        id: `evt_${count}`,
        type: "payment_intent.succeeded",
        data: { object: one },
      });
      const headers = { "Stripe-Signature": `t=1,v1=${secret()}` };
      await caller.post("/api/webhooks/stripe", { text: event, headers });
      await caller.post("/api/webhooks/stripe", { text: one.name, headers });
      await caller.post("/api/webhooks/test", {
        text: event,
        headers: { "webhook-signature": secret() },
      });
      await caller.post(`/api/webhooks/${encodeURIComponent(one.email)}`, { text: event });
    }
  });
});

describe("faults of ours", () => {
  test("a database that takes nothing", async () => {
    const { prisma } = app.product.db;
    const tables = ["customer", '"order"', "inquiry"];
    for (const table of tables)
      await prisma.$executeRawUnsafe(
        `ALTER TABLE ${table} ADD CONSTRAINT canary CHECK (false) NOT VALID`,
      );
    const { sku } = await app.sell(100);
    for (let count = 0; count < 25; count++) {
      const one = person();
      await caller.post("/api/v2/customers", { body: customerOf(one) });
      await caller.post("/api/v2/orders", { body: orderOf(one, sku) });
      await caller.post("/api/v2/inquiries", { body: inquiryOf(one) });
      await caller.trpc("customers.create", customerOf(one));
    }
    for (const table of tables)
      await prisma.$executeRawUnsafe(`ALTER TABLE ${table} DROP CONSTRAINT canary`);
    await prisma.$executeRawUnsafe("ALTER TABLE customer RENAME COLUMN phone TO gone");
    for (let count = 0; count < 5; count++) {
      const one = person();
      await caller.post("/api/v2/customers", { body: customerOf(one) });
      await caller.call(`/api/v2/customers?q=${encodeURIComponent(one.name)}`);
      await caller.call(`/customers?q=${encodeURIComponent(one.name)}`, {
        headers: { Cookie: cookie },
      });
    }
    await prisma.$executeRawUnsafe("ALTER TABLE customer RENAME COLUMN gone TO phone");
  });

  test("a mail server that refuses, and says whom", async () => {
    const one = person();
    for (let count = 0; count < 5; count++) mailbox.faults.push(550);
    const { id } = await app.as().inquiries.create(inquiryOf(one));
    await app.as().inquiries.answer({ id, answer: `Dear ${one.name}` });
    await until("the refusal is noted", async () => {
      const { data } = await app.as().notifications.list({ limit: 100 });
      return data.some(({ lastError }) => lastError !== null);
    });
    mailbox.faults.length = 0;
  });

  test("a provider that cannot be reached", async () => {
    const { sku } = await app.sell(100);
    for (let count = 0; count < 5; count++) {
      const order = { ...orderOf(person(), sku), payment: { provider: "stripe" } };
      await caller.post("/api/v2/orders", { body: order });
    }
  });

  test("a database that is gone", async () => {
    await proxy.down();
    for (let count = 0; count < 5; count++) {
      const one = person();
      await caller.post("/api/v2/customers", { body: customerOf(one) });
      await caller.trpc("customers.create", customerOf(one));
      await caller.signIn("password", { email: one.email, password: secret() });
      await caller.call("/customers", { headers: { Cookie: cookie } });
      await caller.post("/api/webhooks/stripe", { text: one.name });
    }
    await proxy.up();
    await until("it is back", async () => (await fetch(`${server.url}/readyz`)).ok);
  });
});

describe("in the end", () => {
  test("the log of requests has the calls, and none of the secrets and persons in them", async () => {
    const texts = await writtenLog(app, server.url);
    expect(texts.flatMap(canaries.secretsIn)).toEqual([]);
    expect(texts.flatMap(canaries.personsIn)).toEqual([]);
  });

  test("there were enough of them, and every kind of refusal", () => {
    const { secrets, persons } = canaries.count();
    expect(secrets).toBeGreaterThan(500);
    expect(persons).toBeGreaterThan(150);
    for (const status of [400, 401, 403, 404, 409, 415, 422, 429, 500, 503])
      expect([...caller.statuses]).toContain(status);
  });

  test("no error told a secret, or of anybody", () => {
    // Next writes the page's own address into the page that says that there is none.
    const named = caller.refusals.filter(({ what }) => canaries.personsIn(what).length > 0);
    for (const { what, text } of named) {
      const asked = canaries.personsIn(what);
      expect(canaries.personsIn(text).filter((canary) => !asked.includes(canary))).toEqual([]);
    }
    const others = caller.refusals.filter((refusal) => !named.includes(refusal));
    const texts = others.map(({ text }) => text).join("\n");
    expect(canaries.personsIn(texts)).toEqual([]);
    expect(canaries.secretsIn(texts + named.map(({ text }) => text))).toEqual([]);
    expect(caller.refusals.length).toBeGreaterThan(500);
  });

  test("the log knows none of them", () => {
    const log = server.output();
    expect(log.split("\n").length).toBeGreaterThan(100);
    expect(canaries.secretsIn(log)).toEqual([]);
    expect(canaries.personsIn(log)).toEqual([]);
  });

  test("nor does the audit log", async () => {
    const { db } = app.product;
    const rows = await db.query("", "SELECT audit_entry::text AS row FROM audit_entry", []);
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(100);
    expect(canaries.secretsIn(text)).toEqual([]);
    expect(canaries.personsIn(text)).toEqual([]);
  });
});

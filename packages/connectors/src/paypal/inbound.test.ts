import {
  type CertificateOptions,
  createCertificate,
  paypalAuthority,
} from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectPaypal } from "./connector.ts";
import { type PaypalScript, signed, startPaypalScript, webhookId } from "./testing.ts";

const now = new Date("2026-11-01T12:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const certPath = "GET /v1/notifications/certs/CERT-1";

let script: PaypalScript;
let http: HttpClient;
const fetches = () => script.calls.filter(({ call }) => call === certPath).length;

beforeAll(async () => {
  script = await startPaypalScript();
  http = createHttpClient({ allowLoopback: true, now: () => now });
});

beforeEach(() => {
  script.calls.length = 0;
  script.answers.clear();
});

afterAll(async () => {
  await http.close();
  await script.close();
});

function connect(settings: Record<string, unknown> = {}, roots = [paypalAuthority().root]) {
  const config = { clientId: "id", clientSecret: "s", webhookId, apiBase: script.url, ...settings };
  const { inbound } = connectPaypal(config, { http, trustedRoots: roots });
  if (!inbound) throw new Error("it hears");
  return inbound;
}

const sign = (options: Parameters<typeof signed>[0] = {}) =>
  signed({ at: now, certUrl: `${script.url}/v1/notifications/certs/CERT-1`, ...options });

const invalid = { code: "signature_invalid" };
const unavailable = { code: "unavailable" };

test("a delivery of PayPal's is its event, also hours later", async () => {
  const inbound = connect();
  const delivery = sign();
  expect(await inbound.verify({ ...delivery, now })).toEqual({
    eventId: "WH-1",
    type: "PAYMENT.CAPTURE.COMPLETED",
    account: null,
    occurredAt: new Date("2026-11-01T11:59:00Z"),
    payload: JSON.parse(delivery.body.toString()),
    fingerprint: expect.stringContaining("19.99"),
  });
  await inbound.verify({ ...delivery, now: minutes(3 * 24 * 60) });
});

test("the certificate is fetched once, for deliveries that come together too, and again after a week", async () => {
  const inbound = connect();
  const delivery = { ...sign(), now };
  await Promise.all([delivery, delivery, delivery].map((one) => inbound.verify(one)));
  await inbound.verify(delivery);
  expect(fetches()).toBe(1);
  const later = minutes(7 * 24 * 60);
  await inbound.verify({ ...sign({ at: later }), now: later });
  expect(fetches()).toBe(2);
});

const header = (name: string, value: string | string[] | undefined) => {
  const delivery = sign();
  return { ...delivery, headers: { ...delivery.headers, [name]: value } };
};

const names = [
  "paypal-transmission-id",
  "paypal-transmission-time",
  "paypal-transmission-sig",
  "paypal-cert-url",
  "paypal-auth-algo",
];

test.each(names)("without %s, or with it twice, nothing is believed", async (name) => {
  const inbound = connect();
  const value = String(sign().headers[name]);
  for (const bad of [undefined, "", `${value}, ${value}`, [value, value]]) {
    await expect(inbound.verify({ ...header(name, bad), now })).rejects.toMatchObject(invalid);
  }
});

test.each(["SHA1withRSA", "SHA256withECDSA", "none", "sha256withrsa"])(
  "the algorithm %s is not taken",
  async (algorithm) => {
    const delivery = header("paypal-auth-algo", algorithm);
    await expect(connect().verify({ ...delivery, now })).rejects.toMatchObject(invalid);
    expect(script.calls).toEqual([]);
  },
);

test("each byte of the body counts, and which webhook it is for", async () => {
  const inbound = connect();
  const { headers, body } = sign();
  const text = body.toString();
  const others = [
    Buffer.alloc(0),
    body.subarray(0, -1),
    Buffer.concat([body, Buffer.from(" ")]),
    Buffer.from(JSON.stringify(JSON.parse(text), null, 1)),
    Buffer.from(text.replace("19.99", "99.99")),
  ];
  for (const other of others) {
    await expect(inbound.verify({ headers, body: other, now })).rejects.toMatchObject(invalid);
  }
  const elsewhere = { ...sign({ webhookId: "another webhook" }), now };
  await expect(inbound.verify(elsewhere)).rejects.toMatchObject(invalid);
});

test.each([
  ["older than PayPal's three days of retries", minutes(-(3 * 24 + 1) * 60 - 1)],
  ["ahead of us", minutes(61)],
])("what is %s is not taken", async (_case, at) => {
  await expect(connect().verify({ ...sign({ at }), now })).rejects.toMatchObject(invalid);
  expect(script.calls).toEqual([]);
});

test.each([
  ["another host", "https://evil.example/v1/notifications/certs/CERT-1"],
  ["PayPal's name as a part", "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1"],
  ["PayPal's name as a user", "https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1"],
  ["plain http", "http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1"],
  ["a port", "https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1"],
  ["user information", "https://a:b@api.sandbox.paypal.com/v1/notifications/certs/CERT-1"],
  ["another path", "https://api.sandbox.paypal.com/anything"],
  ["a path that climbs", "https://api.sandbox.paypal.com/v1/notifications/certs/../../x"],
  ["a query", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1?a=b"],
  ["live in the sandbox", "https://api.paypal.com/v1/notifications/certs/CERT-1"],
  ["this machine", "https://127.0.0.1/v1/notifications/certs/CERT-1"],
  ["no address", "CERT-1"],
])("a certificate at %s is not fetched", async (_case, certUrl) => {
  const asked: string[] = [];
  const counting: HttpClient = {
    ...http,
    request: ({ url }) => Promise.reject(new Error(String(asked.push(url)))),
  };
  const config = { clientId: "id", clientSecret: "s", webhookId };
  const { inbound } = connectPaypal(config, { http: counting });
  await expect(inbound?.verify({ ...sign({ certUrl }), now })).rejects.toMatchObject(invalid);
  expect(asked).toEqual([]);
});

test.each([
  ["sandbox", "https://api.sandbox.paypal.com"],
  ["sandbox", "https://api-m.sandbox.paypal.com"],
  ["live", "https://api.paypal.com"],
  ["live", "https://api-m.paypal.com"],
])("in %s it may be at %s", async (environment, origin) => {
  const asked: string[] = [];
  const recording: HttpClient = {
    ...http,
    request: ({ url }) => Promise.reject(new Error(String(asked.push(url)))),
  };
  const config = { ...{ clientId: "id", clientSecret: "s", webhookId }, environment };
  const { inbound } = connectPaypal(config as never, { http: recording });
  const certUrl = `${origin}/v1/notifications/certs/CERT-1`;
  await expect(inbound?.verify({ ...sign({ certUrl }), now })).rejects.toMatchObject(unavailable);
  expect(asked).toEqual([certUrl]);
});

test.each([
  ["a 404", { status: 404 }],
  ["a 500", { status: 500 }],
  ["a redirect", { status: 302, headers: { location: "https://evil.example" } }],
  ["no certificate", { text: "<html>" }],
  ["broken", { text: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }],
  ["more than 16 KB", { text: paypalAuthority().chain.padEnd(17_000) }],
  ["cut off", "cut" as const],
])(
  "a certificate that is %s is no verdict: PayPal sends it again, and it is asked for anew",
  async (_case, answer) => {
    const inbound = connect();
    script.answers.set(certPath, [answer]);
    await expect(inbound.verify({ ...sign(), now })).rejects.toMatchObject(unavailable);
    script.answers.clear();
    expect((await inbound.verify({ ...sign(), now })).eventId).toBe("WH-1");
  },
);

const span = { validFrom: new Date("2026-01-01"), validTo: new Date("2027-01-01") };
const root = createCertificate({ name: "Root", authority: true, ...span });
const leafName = "messageverificationcerts.sandbox.paypal.com";
const leaf = (options: Partial<CertificateOptions> = {}) =>
  createCertificate({ name: leafName, issuer: root, ...span, ...options });

function verifyWith(pem: string, privateKey: ReturnType<typeof leaf>["privateKey"], settings = {}) {
  script.answers.set(certPath, [{ text: pem }]);
  return connect(settings, [root.pem]).verify({ ...sign({ privateKey }), now });
}

test("a leaf that a trusted root has issued is taken, in the sandbox alone where it is the sandbox's", async () => {
  const { pem, privateKey } = leaf();
  expect((await verifyWith(pem, privateKey)).eventId).toBe("WH-1");
  await expect(verifyWith(pem, privateKey, { environment: "live" })).rejects.toMatchObject(invalid);
  const live = leaf({ name: "messageverificationcerts.paypal.com" });
  const taken = await verifyWith(live.pem, live.privateKey, { environment: "live" });
  expect(taken.eventId).toBe("WH-1");
});

const stranger = createCertificate({ name: "Root", authority: true, ...span });
const noAuthority = createCertificate({ name: "Shop", issuer: root, ...span });

test.each([
  ["its own issuer", createCertificate({ name: leafName, ...span }), ""],
  ["issued by a stranger of the root's name", leaf({ issuer: stranger }), stranger.pem],
  ["issued by one who may not", leaf({ issuer: noAuthority }), noAuthority.pem],
  ["over", leaf({ validTo: new Date("2026-10-31") }), ""],
  ["not valid yet", leaf({ validFrom: new Date("2026-11-02") }), ""],
  ["of another name", leaf({ name: "evil.example" }), ""],
  ["of a name that ends like PayPal's", leaf({ name: "evilpaypal.com" }), ""],
  ["of PayPal's name within another", leaf({ name: "a.paypal.com.evil.example" }), ""],
])("a certificate that is %s is not trusted", async (_case, { pem, privateKey }, issuer) => {
  await expect(verifyWith(pem + issuer, privateKey)).rejects.toMatchObject(invalid);
});

test("a certificate that was valid when it was fetched, and is over, is not trusted", async () => {
  const { pem, privateKey } = leaf({ validTo: minutes(60) });
  script.answers.set(certPath, [{ text: pem }]);
  const inbound = connect({}, [root.pem]);
  const delivery = sign({ privateKey });
  await inbound.verify({ ...delivery, now });
  await expect(inbound.verify({ ...delivery, now: minutes(61) })).rejects.toMatchObject(invalid);
  expect(fetches()).toBe(1);
});

test("what is signed and no event is a bad request", async () => {
  const inbound = connect();
  for (const body of ["", "[]", '{"id":"WH-1"}', "{"]) {
    const delivery = sign({ body: Buffer.from(body) });
    await expect(inbound.verify({ ...delivery, now })).rejects.toMatchObject({
      code: "bad_request",
    });
  }
});

test("without the webhook's id nothing can be checked, and its name is said", async () => {
  await expect(connect({ webhookId: undefined }).verify({ ...sign(), now })).rejects.toMatchObject({
    code: "connector_not_configured",
    detail: expect.stringContaining("PAYPAL_WEBHOOK_ID"),
  });
});

test("the list of events is read to its end, oldest first, and never from another host", async () => {
  const event = (id: string) => ({ id, event_type: "PAYMENT.CAPTURE.COMPLETED", resource: {} });
  const first =
    "GET /v1/notifications/webhooks-events?start_time=2026-11-01T12%3A00%3A00.000Z&page_size=100";
  const next = {
    rel: "next",
    href: "https://evil.example/v1/notifications/webhooks-events?page=2",
  };
  script.answers.set(first, [{ body: { events: [event("WH-3"), event("WH-2")], links: [next] } }]);
  script.answers.set("GET /v1/notifications/webhooks-events?page=2", [
    { body: { events: [{ odd: true }, event("WH-1")], links: [] } },
  ]);
  const { listEvents } = connect();
  const found: string[] = [];
  for await (const { eventId, body } of listEvents?.({ since: now, deadlineMs: 5000 }) ?? []) {
    found.push(eventId);
    expect(JSON.parse(body.toString()).id).toBe(eventId);
  }
  expect(found).toEqual(["WH-1", "WH-2", "WH-3"]);
});

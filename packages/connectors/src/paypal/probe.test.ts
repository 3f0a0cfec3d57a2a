import { createHttpClient, type HttpClient, type ProviderNotice } from "@crossdock/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { paypalClient } from "./client.ts";
import { probePaypal } from "./probe.ts";
import { type PaypalScript, startPaypalScript } from "./testing.ts";

let script: PaypalScript;
let http: HttpClient;
let notices: ProviderNotice[];

beforeEach(async () => {
  notices = [];
  script = await startPaypalScript();
  http = createHttpClient({
    allowLoopback: true,
    now: () => new Date("2026-11-01T12:00:00Z"),
    onNotice: (notice) => void notices.push(notice),
  });
});

afterEach(async () => {
  await http.close();
  await script.close();
});

const documented = {
  ...{ name: "RESOURCE_NOT_FOUND", message: "The specified resource does not exist." },
  ...{ debug_id: "d1", details: [{ issue: "INVALID_RESOURCE_ID", description: "…" }] },
};

async function probe(answer: Parameters<PaypalScript["answers"]["set"]>[1][number]) {
  script.answers.set("GET /v2/checkout/orders/CROSSDOCKPROBE000", [answer]);
  const credentials = { apiBase: script.url, clientId: "id", clientSecret: "secret" };
  const [one, ...others] = await probePaypal(paypalClient(http.as("paypal"), credentials));
  expect(others).toEqual([]);
  return { ok: one?.ok, kinds: notices.map(({ kind }) => kind) };
}

test("a documented refusal is as we know it", async () => {
  expect(await probe({ status: 404, body: documented })).toEqual({ ok: true, kinds: [] });
});

test.each([
  { ...documented, name: "NOT_FOUND" },
  { ...documented, details: undefined },
  { error: "not there" },
])("a refusal of another shape fails, and is a warning of the connector: %j", async (body) => {
  expect(await probe({ status: 404, body })).toEqual({ ok: false, kinds: ["unknown_shape"] });
  expect(notices[0]).toMatchObject({ connector: "paypal", host: new URL(script.url).host });
});

test.each([200, 410, 500])("another status fails: %i", async (status) => {
  expect(await probe({ status, body: documented })).toMatchObject({ ok: false });
});

test("what PayPal announces is a warning", async () => {
  const headers = { deprecation: "@1793491200", sunset: "Sat, 01 May 2027 00:00:00 GMT" };
  expect(await probe({ status: 404, body: documented, headers })).toEqual({
    ok: true,
    kinds: ["deprecation", "sunset"],
  });
});

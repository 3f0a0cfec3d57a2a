import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { createCertificate } from "@crossdock/fake-providers";
import { createHttpClient, type ProviderNotice } from "@crossdock/http";
import { afterAll, beforeAll, expect, test } from "vitest";

const now = new Date("2026-11-01T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const trusted = getCACertificates("default");
// Signed for longer than this test's days: the clock of TLS itself is the real one.
const root = createCertificate({
  ...{ name: "A root of tests", authority: true },
  ...{ validFrom: inDays(-3650), validTo: inDays(3650) },
});
const endsAt = inDays(3000);

const { privateKey, pem } = createCertificate({
  ...{ name: "localhost", issuer: root, validFrom: inDays(-3000), validTo: endsAt },
});
const key = privateKey.export({ type: "pkcs8", format: "pem" });
const server = createServer({ key, cert: pem }, (_request, response) => void response.end("{}"));
let url: string;

beforeAll(async () => {
  setDefaultCACertificates([...trusted, root.pem]);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  setDefaultCACertificates(trusted);
  server.close();
  server.closeAllConnections();
});

async function noticesAt(at: Date): Promise<ProviderNotice[]> {
  const notices: ProviderNotice[] = [];
  const onNotice = (notice: ProviderNotice) => void notices.push(notice);
  const http = createHttpClient({ allowLoopback: true, now: () => at, onNotice });
  const call = { method: "GET", url, deadlineMs: 5000, maxBytes: 1000 } as const;
  // The second goes over the connection of the first, whose certificate was seen.
  for (let calls = 0; calls < 2; calls += 1) await http.as("acme").request(call);
  await http.close();
  return notices;
}

test("a certificate that ends within two weeks is a warning of whoever calls there", async () => {
  const told = await noticesAt(new Date(endsAt.getTime() - 13 * 86_400_000));
  const detail = `It ends on ${endsAt.toISOString().slice(0, 10)}.`;
  const warning = { kind: "certificate", connector: "acme", host: new URL(url).host, detail };
  expect(told).toMatchObject([warning, warning]);
});

test("one that is good for longer is none", async () => {
  expect(await noticesAt(new Date(endsAt.getTime() - 15 * 86_400_000))).toEqual([]);
});

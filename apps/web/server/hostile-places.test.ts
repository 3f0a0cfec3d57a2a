import { startMastodon } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type FilledPlace, fillPlaces } from "./testing/hostile/places.ts";
import { hostileStrings } from "./testing/hostile/strings.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";
import { until } from "./testing/until.ts";
import { addImage } from "./testing/upload.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// Ours, and a part of the long list.
const strings = hostileStrings.filter((_, index) => index < 90 || index % 16 === 0);

let app: TestApp;
let mastodon: Awaited<ReturnType<typeof startMastodon>>;
let places: FilledPlace[];

beforeAll(async () => {
  mastodon = await startMastodon();
  app = await startTestApp({ PROCESSES: "api,worker" });
  const { url } = await app.serve();
  const { cookie } = await app.signIn();
  const key = await app.createKey();
  const { id: productId, sku } = await app.sell(1000, 5000);
  const imageIds = [await addImage(url, { key, productId })];
  const mutate = async (path: string, input: unknown) => {
    const { status, body } = await callTrpc(url, { path, cookie, input, method: "POST" });
    const { result, error } = body as {
      result?: { data: unknown };
      error?: { data: { problem: unknown } };
    };
    return { status, body: error ? error.data.problem : result?.data };
  };
  places = await fillPlaces(mutate, strings, { sku, productId, imageIds, mastodon });
});
afterAll(async () => {
  await app.close();
  await mastodon.close();
});

test("refunds, images, mails, announcements and files of mappings keep them as they are", () => {
  for (const { place, taken, faults } of places) {
    expect(faults.slice(0, 5), place).toEqual([]);
    // Of the descriptions one an image stays; whether the others were kept, their answers have said.
    const least = place === "descriptions of images" ? 0 : 80;
    expect(taken.length, place).toBeGreaterThan(least);
  }
  expect(places).toHaveLength(5);
});

test("what goes out to a network is what was written", async () => {
  const written = places.find(({ place }) => place === "announcements")?.taken.slice(-10) ?? [];
  await until("they are posted", () => mastodon.posts.length >= 10, 60_000);
  const posted = mastodon.posts.map(({ text }) => text);
  for (const text of written) {
    if (text.isWellFormed()) expect(posted).toContain(text.trim());
  }
});

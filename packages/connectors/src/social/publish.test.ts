import { createHttpClient, HttpError } from "@crossdock/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectBluesky } from "../bluesky/connector.ts";
import { blueskyPublisher } from "../bluesky/publish.ts";
import { tidOf } from "../bluesky/tid.ts";
import { connectFacebook } from "../facebook/connector.ts";
import { facebookPublisher } from "../facebook/publish.ts";
import { connectInstagram } from "../instagram/connector.ts";
import { instagramPublisher } from "../instagram/publish.ts";
import { connectMastodon } from "../mastodon/connector.ts";
import { mastodonPublisher } from "../mastodon/publish.ts";
import { connectX } from "../x/connector.ts";
import { oauth1Header } from "../x/oauth1.ts";
import { xPublisher } from "../x/publish.ts";
import { weightedLength } from "../x/weighted-length.ts";
import type { Post } from "./publish.ts";
import { startBluesky, startKeylessNetworks, startMastodon } from "./testing/networks.ts";

const now = () => new Date("2026-11-01T12:00:00Z");
const http = createHttpClient({ allowLoopback: true, now });
const link = "https://shop.example/p/mug";
const image = {
  mime: "image/jpeg",
  read: async () => new Uint8Array(10),
  alt: "A blue mug",
  url: "https://shop.example/mug.jpg",
};
const post: Post = { text: `Straße ☕ ${link}`, link, images: [image] };
const options = { key: "pst_1", createdAt: now(), deadlineMs: 5000 };

let mastodon: Awaited<ReturnType<typeof startMastodon>>;
let bluesky: Awaited<ReturnType<typeof startBluesky>>;
let keyless: Awaited<ReturnType<typeof startKeylessNetworks>>;
beforeAll(async () => {
  mastodon = await startMastodon();
  bluesky = await startBluesky();
  keyless = await startKeylessNetworks();
});
afterAll(() => Promise.all([http.close(), mastodon.close(), bluesky.close(), keyless.close()]));

const toMastodon = () =>
  mastodonPublisher({ baseUrl: mastodon.url, accessToken: mastodon.token }, http);
const account = () => ({
  ...{ service: bluesky.url, identifier: "shop.example", appPassword: bluesky.password },
});
const toBluesky = () => blueskyPublisher(account(), http);
const keys = { apiKey: "k", apiSecret: "s", accessToken: "t", accessTokenSecret: "ts" };
const toX = () => xPublisher({ ...keys, apiBase: keyless.url }, http, now);
const graph = () => ({ graphBase: keyless.url, accessToken: "graph-token" });
const page = () => ({ graphBase: keyless.url, pageId: "77", pageToken: "graph-token" });
const toFacebook = () => facebookPublisher(page(), http);
const toInstagram = () => instagramPublisher({ ...graph(), accountId: "88" }, http);

describe("Mastodon", () => {
  test("a status with its image, once, however often it is told", async () => {
    const first = await toMastodon().publish(post, options);
    expect(first.url).toBe(`${mastodon.url}/@shop/${first.ref}`);
    expect(await toMastodon().publish(post, options)).toEqual(first);
    expect(mastodon.posts).toMatchObject([{ text: post.text, images: 1 }]);
  });

  test("an answer that is lost is indeterminate, and the same key gives it again", async () => {
    mastodon.fail("/statuses", "lost");
    const before = mastodon.posts.length;
    const lost = { ...options, key: "pst_lost" };
    await expect(toMastodon().publish(post, lost)).rejects.toMatchObject({ kind: "indeterminate" });
    await toMastodon().publish(post, lost);
    expect(mastodon.posts).toHaveLength(before + 1);
  });

  test.each([
    ["/media", { status: 503, body: {} }, "unavailable"],
    ["/media", "lost", "unavailable"],
    ["/statuses", { status: 429, body: { error: "Slow down" } }, "rate_limited"],
    ["/statuses", { status: 422, body: { error: "Too long" } }, "invalid_request"],
    ["/statuses", { status: 200, body: { ok: true } }, "indeterminate"],
  ] as const)("%s that fails (%o) is %s", async (path, fault, kind) => {
    mastodon.fail(path, fault);
    const other = { ...options, key: `pst_${path}_${kind}` };
    await expect(toMastodon().publish(post, other)).rejects.toMatchObject({ kind });
  });

  test("a wrong token is the settings' fault, in the server's words", async () => {
    const wrong = mastodonPublisher({ baseUrl: mastodon.url, accessToken: "no" }, http);
    await expect(wrong.publish({ ...post, images: [] }, options)).rejects.toMatchObject({
      kind: "configuration",
      message: "The access token is invalid",
    });
  });
});

describe("Bluesky", () => {
  test("one record a key, with the link's place in bytes", async () => {
    const first = await toBluesky().publish(post, options);
    expect(await toBluesky().publish(post, options)).toEqual(first);
    expect(bluesky.records.size).toBe(1);
    const [shown] = bluesky.records.values();
    expect(shown).toMatchObject({ id: tidOf("pst_1", now()), text: post.text, images: 1 });
    expect(shown?.record.facets).toMatchObject([{ index: { byteStart: 12, byteEnd: 38 } }]);
  });

  test("a key and a time give the same record key, another key another", () => {
    expect(tidOf("a", now())).toMatch(/^[234567a-z]{13}$/);
    expect(tidOf("a", now())).toBe(tidOf("a", now()));
    expect(tidOf("b", now())).not.toBe(tidOf("a", now()));
    expect(tidOf("a", new Date("2026-11-02")) > tidOf("a", now())).toBe(true);
  });
});

describe("the networks that know no keys", () => {
  test.each([
    ["X", toX, "/2/tweets"],
    ["Facebook", toFacebook, "/photos"],
    ["Instagram", toInstagram, "/media_publish"],
  ] as const)("%s publishes, and says so where the end is unknown", async (_name, to, path) => {
    expect(to().repeatableForMs).toBe(0);
    const before = keyless.posts.length;
    expect((await to().publish(post, options)).url).toMatch(/^https:/);
    expect(keyless.posts.slice(before)).toMatchObject([{ text: post.text, images: 1 }]);
    keyless.fail(path, "lost");
    await expect(to().publish(post, options)).rejects.toMatchObject({ kind: "indeterminate" });
  });

  test("an image that does not arrive leaves nothing public", async () => {
    const before = keyless.posts.length;
    keyless.fail("/2/media/upload", "lost");
    await expect(toX().publish(post, options)).rejects.toMatchObject({ kind: "unavailable" });
    keyless.fail("/media", { status: 500, body: { error: { message: "Later" } } });
    await expect(toInstagram().publish(post, options)).rejects.toMatchObject({
      kind: "unavailable",
      message: "Later",
    });
    expect(keyless.posts).toHaveLength(before);
  });

  test("a network that is left alone has heard of nothing, and may be asked later", async () => {
    const alone = { ...http, request: () => Promise.reject(new HttpError("circuit_open")) };
    const x = xPublisher({ ...keys, apiBase: keyless.url }, alone, now);
    await expect(x.publish({ ...post, images: [] }, options)).rejects.toMatchObject({
      kind: "unavailable",
    });
  });

  test("no secret is in an address", () => {
    for (const { url } of keyless.requests) expect(url.search).not.toContain("token");
  });
});

test.each([
  ["Mastodon", () => connectMastodon({ baseUrl: mastodon.url, accessToken: mastodon.token }, http)],
  ["Bluesky", () => connectBluesky(account(), http)],
  ["X", () => connectX({ ...keys, apiBase: keyless.url }, { http, now })],
  ["Facebook", () => connectFacebook(page(), http)],
  ["Instagram", () => connectInstagram({ ...graph(), accountId: "88" }, http)],
])("%s says whose account it is", async (name, connect) => {
  expect(await connect().check()).toMatchObject({
    ok: true,
    detail: expect.stringMatching(new RegExp(`^${name} knows you as @?shop`, "i")),
  });
});

test("a network that refuses the settings says why", async () => {
  const wrong = connectMastodon({ baseUrl: mastodon.url, accessToken: "no" }, http);
  expect(await wrong.check()).toEqual({ ok: false, detail: "The access token is invalid" });
});

test("what does not fit is said before it is sent", () => {
  const long: Post = { text: "ü".repeat(600), link: null, images: Array(5).fill(image) };
  expect(toMastodon().problemsOf(long)).toEqual([
    "Mastodon takes 500 characters, this has 600: shorten it by 100.",
    "Mastodon takes 4 images, this has 5.",
  ]);
  expect(toBluesky().problemsOf(long)).toHaveLength(2);
  expect(toX().problemsOf(long)).toHaveLength(2);
  expect(toFacebook().problemsOf(long)).toHaveLength(1);
  expect(toInstagram().problemsOf({ ...post, images: [] })).toEqual([
    "Instagram takes photos alone: choose an image.",
  ]);
  for (const to of [toMastodon, toBluesky, toX, toFacebook, toInstagram])
    expect(to().problemsOf(post)).toEqual([]);
});

test("a text is counted as each network counts it", () => {
  const family = "👨‍👩‍👧‍👦";
  expect(weightedLength(`${family} ${link}`)).toBe(2 + 1 + 23);
  expect(weightedLength("日本")).toBe(4);
  expect(toBluesky().problemsOf({ ...post, text: family.repeat(130), images: [] })).toEqual([
    "Bluesky takes 3000 bytes of text.",
  ]);
});

test("a request is signed as RFC 5849 has it", () => {
  // The example of developer.x.com's "Creating a signature".
  const header = oauth1Header(
    {
      apiKey: "xvz1evFS4wEEPTGEFPHBog",
      apiSecret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
      accessToken: "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
      accessTokenSecret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    },
    {
      method: "POST",
      url: "https://api.x.com/1.1/statuses/update.json?include_entities=true&status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21",
      nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
      timestamp: 1318622958,
    },
  );
  expect(header).toContain(
    `oauth_signature="${encodeURIComponent("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=")}"`,
  );
});

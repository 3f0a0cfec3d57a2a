import { startKeylessNetworks, startMastodon } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { imageKey } from "../files/keys.ts";
import { storageOf } from "../files/storage.ts";
import { connectorsWith } from "../testing/connectors.ts";
import { createTestProduct, eur, type TestProduct } from "../testing/index.ts";
import { publishPost } from "./publish.ts";

let product: TestProduct;
let mastodon: Awaited<ReturnType<typeof startMastodon>>;
let keyless: Awaited<ReturnType<typeof startKeylessNetworks>>;
beforeAll(async () => {
  mastodon = await startMastodon();
  keyless = await startKeylessNetworks();
  const entered: Record<string, Record<string, string>> = {
    mastodon: { baseUrl: mastodon.url },
    x: { apiBase: keyless.url },
  };
  const store = {
    read: async (id: string) => ({ entered: entered[id] ?? {}, off: null }),
    readSecret: async ({ connector }: { connector: string }) =>
      connector === "mastodon" ? mastodon.token : connector === "x" ? "k" : null,
  };
  product = await createTestProduct({ connectors: connectorsWith({}, { store }) });
  await product.db.prisma.user.create({
    data: {
      ...{ id: "usr_1", email: "owner@example.com", name: "Owner", role: "owner" },
      ...{ status: "active", createdAt: product.clock.now(), updatedAt: product.clock.now() },
    },
  });
});
afterAll(async () => {
  await product.close();
  await Promise.all([mastodon.close(), keyless.close()]);
});

const announce = (text: string, connectors: string[], more: object = {}) =>
  product.as().announcements.create({
    text,
    link: "https://shop.example/p/mug",
    targets: connectors.map((connector) => ({ connector })),
    ...more,
  });

async function postsOf(id: string) {
  return (await product.as().announcements.get({ id })).posts;
}

test("an announcement is said once on each network", async () => {
  const { id } = await announce("New mugs", ["mastodon", "x"]);
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([
    { connector: "mastodon", name: "Mastodon", status: "posted", attempts: 1, url: /.+/ },
    { connector: "x", status: "posted", url: "https://x.com/i/web/status/1" },
  ]);
  for (const [post] of [mastodon.posts, keyless.posts])
    expect(post?.text).toBe("New mugs\n\nhttps://shop.example/p/mug");
});

test("what a network would not take is refused with the mend, and nothing is kept", async () => {
  const before = await product.db.prisma.announcement.count();
  await expect(announce("a".repeat(281), ["mastodon", "x"])).rejects.toMatchObject({
    cause: { code: "validation_failed", errors: [{ pointer: "#/targets/1/text" }] },
  });
  await expect(announce("Hi", ["bluesky"])).rejects.toThrow(/Bluesky is not set up/);
  await expect(announce("Hi", ["stripe"])).rejects.toThrow(/not set up to publish/);
  expect(await product.db.prisma.announcement.count()).toBe(before);
});

test("a network that is busy is tried again later, and gets it once", async () => {
  mastodon.fail("/statuses", { status: 429, body: { error: "Slow down" } });
  const before = mastodon.posts.length;
  const { id, posts } = await announce("Busy", ["mastodon"]);
  await publishPost(product.context, posts[0]?.id ?? "");
  expect(await postsOf(id)).toMatchObject([{ status: "scheduled", lastError: "Slow down" }]);
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([{ status: "posted", attempts: 2, lastError: null }]);
  expect(mastodon.posts).toHaveLength(before + 1);
});

test("a lost answer is asked for again where the network knows our key", async () => {
  mastodon.fail("/statuses", "lost");
  const before = mastodon.posts.length;
  const { id } = await announce("Lost", ["mastodon"]);
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([{ status: "posted", attempts: 2 }]);
  expect(mastodon.posts).toHaveLength(before + 1);
});

test("where the network knows no keys a person says what became of it", async () => {
  keyless.fail("/2/tweets", "lost");
  const before = keyless.posts.length;
  const { id } = await announce("Who knows", ["x"]);
  await product.runJobs();
  const [post] = await postsOf(id);
  expect(post).toMatchObject({ status: "unknown", attempts: 1 });
  expect(keyless.posts).toHaveLength(before + 1);
  const mails = await product.as().notifications.list({ to: "owner@example.com" });
  expect(mails.data[0]?.subject).toContain("Is it on X?");
  await product.as().announcements.settle({ id: post?.id ?? "", outcome: "posted" });
  expect(await postsOf(id)).toMatchObject([{ status: "posted", lastError: null }]);
  await expect(
    product.as().announcements.settle({ id: post?.id ?? "", outcome: "missing" }),
  ).rejects.toThrow(/no post/);
});

test("a process that died while it published leaves no second post behind", async () => {
  const { id } = await announce("Cut", ["mastodon", "x"]);
  const said = mastodon.posts.length;
  const maybeSaid = keyless.posts.length;
  await product.db.prisma.announcementPost.updateMany({
    where: { announcementId: id },
    data: { status: "posting", attempts: 1, firstTriedAt: product.clock.now() },
  });
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([{ status: "posted" }, { status: "unknown" }]);
  expect(mastodon.posts).toHaveLength(said + 1);
  expect(keyless.posts).toHaveLength(maybeSaid);
});

test("a refusal is final until somebody tries again", async () => {
  mastodon.fail("/statuses", { status: 422, body: { error: "No such word" } });
  const { id } = await announce("Refused", ["mastodon"]);
  await product.runJobs();
  const [post] = await postsOf(id);
  expect(post).toMatchObject({ status: "failed", attempts: 1, lastError: "No such word" });
  await product.as().announcements.retry({ id: post?.id ?? "" });
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([{ status: "posted", attempts: 1 }]);
});

test("what is canceled is not said", async () => {
  const scheduledAt = new Date(product.clock.now().getTime() + 3_600_000).toISOString();
  const { id } = await announce("Later", ["mastodon"], { scheduledAt });
  await product.as().announcements.cancel({ id });
  const before = mastodon.posts.length;
  await product.runJobs();
  expect(mastodon.posts).toHaveLength(before);
  expect(await postsOf(id)).toMatchObject([{ status: "canceled" }]);
  await expect(product.as().announcements.cancel({ id })).rejects.toThrow(/Nothing of it waits/);
});

test("the product's first image goes with it", async () => {
  const productId = await sellWithImage(Buffer.from("a JPEG"));
  const { id } = await announce("Look", ["mastodon"], { productId });
  await product.runJobs();
  expect(await postsOf(id)).toMatchObject([{ status: "posted" }]);
  expect(mastodon.posts.at(-1)).toMatchObject({ images: 1 });
  const upload = mastodon.requests.findLast(({ url }) => url.pathname === "/api/v2/media");
  expect(upload?.body).toMatchObject({ file: 6, description: "A blue mug" });
});

async function sellWithImage(jpeg: Buffer): Promise<string> {
  const variants = [{ sku: "MUG", price: eur(100) }];
  const { id: productId } = await product.as().products.create({ title: "Mug", variants });
  const fileId = "fil_00000000000000000000000000";
  const storage = await storageOf(product.services, "disk");
  await storage.put({ key: imageKey(fileId, "640.jpg"), body: jpeg, contentType: "image/jpeg" });
  const createdAt = product.clock.now();
  await product.db.prisma.file.create({
    data: {
      ...{ id: fileId, storage: "disk", key: "uploads/x", name: "mug.png", mime: "image/png" },
      ...{ size: 6, purpose: "product_image", state: "ready", createdBy: "usr_1", createdAt },
      ...{ width: 640, height: 480, widths: [320, 640] },
      image: { create: { id: "img_1", productId, alt: "A blue mug", position: 0, createdAt } },
    },
  });
  return productId;
}

test("a preview shows each network's words and what is wrong with them", async () => {
  const targets = [{ connector: "mastodon" }, { connector: "x", text: "x".repeat(300) }];
  const { data } = await product.as().announcements.preview({ text: "Hello", targets });
  expect(data).toMatchObject([
    { name: "Mastodon", text: "Hello", problems: [] },
    { name: "X", problems: ["X takes 280 characters, this has 300: shorten it by 20."] },
  ]);
});

import { createHash } from "node:crypto";
import type { S3Fault } from "@crossdock/connectors/testing";
import { type FakeS3, startFakeS3 } from "@crossdock/connectors/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  connectorsWith,
  createTestProduct,
  eur,
  keyOf,
  outcomeOf,
  type TestProduct,
} from "../testing/index.ts";
import { sweepFiles } from "./jobs.ts";
import { expectUpload, openImage } from "./serve.ts";

let png: Buffer;
beforeAll(async () => {
  const create = { width: 700, height: 350, channels: 3, background: "#336699" } as const;
  png = await sharp({ create }).png().toBuffer();
});

const announce = (product: TestProduct, more: object = {}) =>
  product.as().files.create({
    ...{ purpose: "product_image", name: "mug.png", mime: "image/png", size: png.length },
    ...more,
  });

const hourMs = 3_600_000;
const pass = ({ clock }: TestProduct, ms: number) =>
  clock.set(new Date(clock.now().getTime() + ms));

describe("on the disk", () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await createTestProduct();
  });
  afterAll(() => product.close());

  /** What the server does with a PUT. */
  async function put(url: string, body = png): Promise<void> {
    const { pathname, searchParams } = new URL(url);
    const id = pathname.split("/").at(-1) ?? "";
    const { keep } = await expectUpload(product.services, id, searchParams);
    await keep(body);
  }

  async function ready(): Promise<string> {
    const { id, upload } = await announce(product);
    await put(upload.url);
    await product.as().files.complete({ id });
    return id;
  }

  const sell = async () => {
    const variants = [{ sku: `S-${Math.random()}`, price: eur(100) }];
    const { id } = await product.as().products.create({ title: "Mug", variants });
    return id;
  };

  test("an upload becomes the image of a product, in widths that anybody can see", async () => {
    const fileId = await ready();
    expect(await product.as().files.get({ id: fileId })).toMatchObject({
      state: "ready",
      sha256: createHash("sha256").update(png).digest("hex"),
    });
    const id = await sell();
    const { images } = await product.as().products.addImage({ id, fileId, alt: "A mug" });
    const at = `http://localhost:3000/files/${fileId}`;
    expect(images).toMatchObject([
      {
        ...{ alt: "A mug", width: 700, height: 350 },
        urls: [
          { width: 320, type: "image/webp", url: `${at}/320.webp` },
          { width: 640, type: "image/webp", url: `${at}/640.webp` },
          { width: 700, type: "image/webp", url: `${at}/700.webp` },
          { width: 700, type: "image/jpeg", url: `${at}/700.jpg` },
        ],
      },
    ]);
    expect((await product.as().products.get({ id })).images).toEqual(images);
    const served = await openImage(product.services, fileId, "320.webp");
    expect(served).toMatchObject({ contentType: "image/webp", isPublic: true });
    for (const name of ["640.png", "../640.webp", "500.webp", "uploads"])
      expect(await outcomeOf(openImage(product.services, fileId, name)), name).toBe("not_found");
  });

  test("images are sorted, described and removed; their files go a week later", async () => {
    const id = await sell();
    const { products } = product.as();
    const files = [await ready(), await ready(), await ready()];
    for (const fileId of files) await products.addImage({ id, fileId, alt: fileId });
    const [first, second, third] = (await products.get({ id })).images;
    const moved = await products.updateImage({ id, imageId: third?.id ?? "", position: 0 });
    expect(moved.images.map((one) => one.id)).toEqual([third?.id, first?.id, second?.id]);
    await products.updateImage({ id, imageId: first?.id ?? "", alt: "New" });
    const left = await products.removeImage({ id, imageId: third?.id ?? "" });
    expect(left.images.map(({ alt }) => alt)).toEqual(["New", files[1]]);
    await sweepFiles.run(product.context, {});
    expect(await outcomeOf(openImage(product.services, files[2] ?? "", "320.webp"))).toBe("ok");
    pass(product, 8 * 24 * hourMs);
    await sweepFiles.run(product.context, {});
    expect(await outcomeOf(openImage(product.services, files[2] ?? "", "320.webp"))).toBe(
      "not_found",
    );
    expect(await outcomeOf(openImage(product.services, files[1] ?? "", "320.webp"))).toBe("ok");
  });

  test("a file is one image's alone, and of another partner nobody's", async () => {
    const [id, fileId] = [await sell(), await ready()];
    const { products } = product.as();
    const twice = [1, 2, 3].map(() => outcomeOf(products.addImage({ id, fileId })));
    expect((await Promise.all(twice)).sort()).toEqual(["conflict", "conflict", "ok"]);
    const { id: partnerId } = await product.as().partners.create({ name: "Acme" });
    const partner = product.as(keyOf(partnerId));
    const unused = await ready();
    expect(await outcomeOf(partner.files.get({ id: unused }))).toBe("not_found");
    expect(await outcomeOf(partner.files.complete({ id: unused }))).toBe("not_found");
    expect(await outcomeOf(partner.products.addImage({ id, fileId: unused }))).toBe("conflict");
  });

  test("an address is good for its file, its use and its hour", async () => {
    const { id, upload } = await announce(product);
    const open = async (address: string, file = id) => {
      const { searchParams } = new URL(address);
      return outcomeOf(expectUpload(product.services, file, searchParams));
    };
    expect(await open(upload.url)).toBe("ok");
    expect(await open(upload.url, (await announce(product)).id)).toBe("forbidden");
    expect(await open(upload.url.replace(/expires=(\d)/, "expires=9$1"))).toBe("forbidden");
    expect(await open(upload.url.slice(0, -1))).toBe("forbidden");
    pass(product, hourMs + 1000);
    expect(await open(upload.url)).toBe("forbidden");
  });

  test("what was not announced is refused, and may be sent again", async () => {
    const { files } = product.as();
    const { id, upload } = await announce(product, { sha256: "0".repeat(64) });
    expect(await outcomeOf(files.complete({ id }))).toBe("transition_invalid");
    await put(upload.url, png.subarray(1));
    await expect(files.complete({ id })).rejects.toThrow(/bytes, and not/);
    await put(upload.url);
    await expect(files.complete({ id })).rejects.toThrow(/SHA-256/);
    const html = Buffer.alloc(png.length, "<script>");
    const other = await announce(product);
    await put(other.upload.url, html);
    await expect(files.complete({ id: other.id })).rejects.toThrow(/no PNG/);
    await put(other.upload.url);
    expect(await files.complete({ id: other.id })).toMatchObject({ state: "ready" });
    expect(await outcomeOf(put(other.upload.url))).toBe("conflict");
  });

  test("completing twice at once makes one file, and what nobody uses is removed", async () => {
    const { id, upload } = await announce(product);
    await put(upload.url);
    const { files } = product.as();
    const both = await Promise.all([files.complete({ id }), files.complete({ id })]);
    expect(both[0]).toEqual(both[1]);
    const pending = await announce(product);
    await put(pending.upload.url);
    pass(product, 25 * hourMs);
    await sweepFiles.run(product.context, {});
    for (const gone of [id, pending.id])
      expect(await outcomeOf(files.get({ id: gone }))).toBe("not_found");
  });
});

describe("on object storage", () => {
  const account = {
    ...{ bucket: "harbour-pine", region: "us-east-1" },
    ...{ accessKeyId: "AKID", secretAccessKey: "secret" },
  };
  let s3: FakeS3;
  let product: TestProduct;
  beforeAll(async () => {
    s3 = await startFakeS3({ ...account, now: () => new Date() });
    const connectors = connectorsWith({
      ...{ S3_BUCKET: account.bucket, S3_ENDPOINT: s3.endpoint },
      S3_ACCESS_KEY_ID: account.accessKeyId,
      S3_SECRET_ACCESS_KEY: account.secretAccessKey,
    });
    product = await createTestProduct({ connectors });
  });
  afterAll(async () => {
    await product.close();
    await s3.close();
  });

  test("a program sends straight to the storage, and what is kept there is our own", async () => {
    const { files } = product.as(keyOf(null));
    const { id, upload } = await files.create({
      ...{ purpose: "product_image", name: "mug.png", mime: "image/png", size: png.length },
    });
    expect(upload.url).toContain(s3.endpoint);
    const headers = { "Content-Type": "image/png" };
    const sent = await fetch(upload.url, { method: "PUT", body: new Uint8Array(png), headers });
    expect(sent.status).toBe(200);
    await files.complete({ id });
    expect([...s3.objects.keys()].sort()).toEqual(
      ["320.webp", "640.webp", "700.jpg", "700.webp"].map((name) => `images/${id}/${name}`),
    );
    expect((await openImage(product.services, id, "700.jpg")) satisfies object).toMatchObject({
      contentType: "image/jpeg",
    });
  });

  test("a member's page sends to the product itself", async () => {
    expect((await announce(product)).upload.url).toMatch(/^http:\/\/localhost:3000\/files\//);
  });

  test.each(["slow-down", "error", "cut", "lost"] satisfies S3Fault[])(
    "a storage with the fault %s loses nothing: completing again ends it",
    async (fault) => {
      const { id, upload } = await announce(product);
      const { searchParams } = new URL(upload.url);
      const { keep } = await expectUpload(product.services, id, searchParams);
      await keep(png);
      s3.faults.push(fault);
      expect(await outcomeOf(product.as().files.complete({ id }))).not.toBe("ok");
      expect(await product.as().files.complete({ id })).toMatchObject({ state: "ready" });
    },
  );
});

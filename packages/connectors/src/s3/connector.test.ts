import { createHttpClient } from "@crossdock/http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { PresignRequest } from "../storage-contract.ts";
import { S3Config } from "./config.ts";
import { connectS3 } from "./connector.ts";
import { type FakeS3, type S3Fault, startFakeS3 } from "./testing.ts";

let time = new Date("2026-11-29T12:00:00Z");
const now = () => time;
const http = createHttpClient({ allowLoopback: true, now });
afterAll(() => http.close());

const account = {
  bucket: "harbour-pine",
  region: "eu-central-1",
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "secret/+key",
};
let s3: FakeS3;
beforeAll(async () => {
  s3 = await startFakeS3({ ...account, now });
});
afterAll(() => s3.close());
beforeEach(() => {
  time = new Date("2026-11-29T12:00:00Z");
});
afterEach(() => s3.objects.clear());

function connect(more: Partial<Record<string, string>> = {}) {
  return connectS3(S3Config.parse({ ...account, endpoint: s3.endpoint, ...more }), { http, now });
}

function storageOf(more: Partial<Record<string, string>> = {}) {
  const { storage } = connect(more);
  if (!storage?.presign) throw new Error("no storage");
  return { ...storage, presign: storage.presign };
}

const photo = {
  key: "images/fil_1/640.webp",
  body: Buffer.from("bytes"),
  contentType: "image/webp",
};

test("what is put is there until it is deleted", async () => {
  const storage = storageOf();
  await storage.put(photo);
  expect(s3.objects.get(photo.key)).toEqual({ body: photo.body, contentType: "image/webp" });
  expect(await storage.get(photo.key, { maxBytes: 5 })).toEqual(photo.body);
  expect(await storage.head(photo.key)).toEqual({ size: 5 });
  await storage.delete(photo.key);
  await storage.delete(photo.key);
  expect(await storage.get(photo.key, { maxBytes: 5 })).toBeNull();
  expect(await storage.head(photo.key)).toBeNull();
});

test("what is longer than is taken is not read", async () => {
  await storageOf().put(photo);
  await expect(storageOf().get(photo.key, { maxBytes: 4 })).rejects.toMatchObject({
    name: "ConnectorError",
  });
});

/** As many mebibytes, a piece each, each of other bytes. */
async function* pieces(count: number) {
  for (let index = 0; index < count; index++) yield Buffer.alloc(1024 * 1024, index);
}

test("what comes in pieces is put in parts, and is there as a whole", async () => {
  const csv = { key: "exports/exp_1", contentType: "text/csv" };
  for (const count of [0, 3, 8, 19]) {
    await storageOf().put({ ...csv, body: pieces(count) });
    const { body, contentType } = s3.objects.get(csv.key) ?? {};
    expect(body).toHaveLength(count * 1024 * 1024);
    expect(count === 0 || body?.at(-1) === count - 1).toBe(true);
    expect(contentType).toBe("text/csv");
  }
  expect(s3.uploads.size).toBe(0);
});

test("nothing is left of what failed on its way", async () => {
  const fails = async function* () {
    yield* pieces(9);
    throw new Error("no more rows");
  };
  const put = storageOf().put({ key: "exports/exp_1", body: fails(), contentType: "text/csv" });
  await expect(put).rejects.toThrow("no more rows");
  expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
});

test.each([
  ["slow-down", "rate_limited"],
  ["error", "unavailable"],
  ["garbage", "invalid_request"],
  ["cut", "unavailable"],
  ["lost", "unavailable"],
] satisfies [S3Fault, string][])(
  "a storage with the fault %s: %s, and again it works",
  async (fault, kind) => {
    s3.faults.push(fault);
    await expect(storageOf().put(photo)).rejects.toMatchObject({ name: "ConnectorError", kind });
    await storageOf().put(photo);
    expect(s3.objects.get(photo.key)?.body).toEqual(photo.body);
  },
);

test("wrong keys, another region and another bucket are settings to mend", async () => {
  const wrong = [
    { secretAccessKey: "other" },
    { accessKeyId: "OTHER" },
    { region: "us-east-1" },
    { bucket: "another" },
  ];
  for (const settings of wrong) {
    await expect(storageOf(settings).put(photo), JSON.stringify(settings)).rejects.toMatchObject({
      kind: "configuration",
    });
    expect(await connect(settings).check()).toMatchObject({ ok: false });
  }
  expect(await connect().check()).toMatchObject({ ok: true });
  expect(s3.objects.size).toBe(0);
});

const upload = {
  ...{ method: "PUT", key: "uploads/fil_1", contentType: "image/png", size: 5 },
  expiresInSeconds: 600,
} satisfies PresignRequest;

const putTo = (url: string, body: string, contentType = "image/png") =>
  http.request({
    ...{ method: "PUT", url, body, headers: { "content-type": contentType } },
    ...{ deadlineMs: 5000, maxBytes: 10_000 },
  });

test("a signed upload takes its size and type until it expires, and nothing else", async () => {
  const url = await storageOf().presign(upload);
  expect((await putTo(url, "bytes")).status).toBe(200);
  expect(s3.objects.get(upload.key)?.body.toString()).toBe("bytes");
  expect((await putTo(url, "longer than that")).status).toBe(403);
  expect((await putTo(url, "bytes", "text/html")).status).toBe(403);
  expect((await putTo(url.replace("fil_1", "fil_2"), "bytes")).status).toBe(403);
  time = new Date(time.getTime() + 601_000);
  expect((await putTo(url, "bytes")).status).toBe(403);
});

test("a signed download says its own type and name, whatever is stored", async () => {
  await storageOf().put(photo);
  const url = await storageOf().presign({
    ...{ method: "GET", key: photo.key, contentType: "text/csv", expiresInSeconds: 60 },
    disposition: `attachment; filename="orders (1).csv"`,
  });
  const { status, headers } = await http.request({
    ...{ method: "GET", url, deadlineMs: 5000, maxBytes: 100 },
  });
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("text/csv");
  expect(headers["content-disposition"]).toBe(`attachment; filename="orders (1).csv"`);
});

test("the bucket is in the host, or in the path where it must be", async () => {
  const hostOf = async (more: Partial<Record<string, string>>) => {
    const { presign } = storageOf({ endpoint: "https://s3.example", ...more });
    const url = new URL(await presign({ ...upload, key: "a" }));
    return url.origin + url.pathname;
  };
  expect(await hostOf({})).toBe("https://harbour-pine.s3.example/a");
  expect(await hostOf({ forcePathStyle: "true" })).toBe("https://s3.example/harbour-pine/a");
  expect(await hostOf({ bucket: "with.dots" })).toBe("https://s3.example/with.dots/a");
  expect(await hostOf({ endpoint: undefined })).toBe(
    "https://harbour-pine.s3.eu-central-1.amazonaws.com/a",
  );
});

import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { toImages, typeOf } from "./image.ts";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: "#c04020" } });

const messageOf = (work: Promise<unknown>) => work.then(String, String);

test("an image is written anew in widths that it has, and once as JPEG", async () => {
  const png = await photo(1000, 500).png().toBuffer();
  const { width, height, widths, files } = await toImages(png, "image/png");
  expect({ width, height, widths }).toEqual({ width: 1000, height: 500, widths: [320, 640, 1000] });
  expect(files.map(({ name }) => name)).toEqual(["320.webp", "640.webp", "1000.webp", "1000.jpg"]);
  for (const { name, body, contentType } of files) {
    expect(typeOf(body), name).toBe(contentType);
    expect((await sharp(body).metadata()).width, name).toBe(Number.parseInt(name, 10));
  }
});

test("nothing larger than the largest width is kept, nothing small is blown up", async () => {
  const wide = await toImages(await photo(3000, 300).jpeg().toBuffer(), "image/jpeg");
  expect(wide).toMatchObject({ width: 1280, height: 128, widths: [320, 640, 1280] });
  const tiny = await toImages(await photo(16, 9).webp().toBuffer(), "image/webp");
  expect(tiny).toMatchObject({ width: 16, height: 9, widths: [16] });
});

test("AVIF is taken, and of a moving GIF the first frame", async () => {
  const avif = await photo(40, 20).avif({ effort: 0 }).toBuffer();
  expect(await toImages(avif, "image/avif")).toMatchObject({ width: 40 });
  const gif = Buffer.from(
    "R0lGODlhAQABAPAAAP8AAAAAACH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJEAQA7",
    "base64",
  );
  const { files, ...image } = await toImages(gif, "image/gif");
  expect(image).toEqual({ width: 1, height: 1, widths: [1] });
  expect(files.map(({ contentType }) => contentType)).toEqual(["image/webp", "image/jpeg"]);
});

test("a turned photo stands upright, and where it was taken is not told", async () => {
  const turned = await photo(60, 40)
    .withExif({ IFD0: { Artist: "Zoë" }, IFD3: { GPSLatitude: "52/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { width, height, files } = await toImages(turned, "image/jpeg");
  expect({ width, height }).toEqual({ width: 40, height: 60 });
  for (const { body } of files) {
    const { exif, orientation } = await sharp(body).metadata();
    expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
  }
});

test("what hides behind a picture's bytes is not kept", async () => {
  const script = Buffer.from("<script>alert(1)</script>");
  const polyglot = Buffer.concat([await photo(20, 20).jpeg().toBuffer(), script]);
  const { files } = await toImages(polyglot, "image/jpeg");
  for (const { body } of files) expect(body.includes("<script")).toBe(false);
});

test.each([
  ["image/png", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`],
  ["image/png", "<html></html>"],
  ["image/jpeg", "%PDF-1.7"],
  ["image/gif", ""],
])("%s that is %j is refused", async (mime, text) => {
  expect(await messageOf(toImages(Buffer.from(text), mime))).toMatch(/no PNG, JPEG/);
});

test("a type is what the bytes are, not what was said", async () => {
  const png = await photo(9, 9).png().toBuffer();
  expect(await messageOf(toImages(png, "image/jpeg"))).toMatch(/image\/png.*image\/jpeg/);
});

test("a damaged image is refused", async () => {
  const png = await photo(200, 200).png().toBuffer();
  for (const broken of [
    png.subarray(0, 60),
    Buffer.concat([png.subarray(0, 20), Buffer.alloc(99)]),
  ])
    expect(await messageOf(toImages(broken, "image/png"))).toMatch(/damaged/);
});

test("a file that would unpack to gigabytes is not unpacked", async () => {
  expect(await messageOf(toImages(bombOf(30_000, 30_000), "image/png"))).toMatch(/pixels/);
});

/** A PNG of a few kilobytes that says to be this large. */
function bombOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, check]);
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerUpload, type Upload } from "./testing-uploads.ts";

/** What it does with the next request, in place of serving it; `lost` serves it and answers nothing. */
export type S3Fault = "slow-down" | "error" | "garbage" | "cut" | "lost";

export type FakeS3Options = {
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  now: () => Date;
};

/**
 * Object storage on loopback for tests. It works out each signature itself, from Amazon's description
 * and not with the library that signs, and refuses what a real one refuses.
 */
export async function startFakeS3(options: FakeS3Options) {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, Upload>();
  const faults: S3Fault[] = [];
  const requests: string[] = [];

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await bodyOf(req);
    const url = new URL(req.url ?? "/", `http://${req.headers.host}`);
    requests.push(`${req.method} ${url.pathname}`);
    const fault = faults.shift();
    if (fault === "cut") return void req.socket.destroy();
    if (fault === "slow-down") return refuse(res, 503, "SlowDown");
    if (fault === "error") return refuse(res, 500, "InternalError");
    if (fault === "garbage") return void res.writeHead(418).end("\x00<Code>");
    const wrong = examine(req, url, body, options);
    if (wrong) return refuse(res, 403, wrong);
    const { bucket, key } = targetOf(url, options.bucket);
    if (bucket !== options.bucket) return refuse(res, 404, "NoSuchBucket");
    if (fault === "lost") {
      if (req.method === "PUT") objects.set(key, { body, contentType: "lost" });
      return void req.socket.destroy();
    }
    const asked = { url, key, body, objects };
    if (!answerUpload(req, res, { ...asked, uploads })) answer(req, res, asked);
  }

  const server = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    /** Those in parts that are neither complete nor given up. */
    uploads,
    faults,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type FakeS3 = Awaited<ReturnType<typeof startFakeS3>>;

type StoredObject = { body: Buffer; contentType: string };

type Asked = { url: URL; key: string; body: Buffer; objects: Map<string, StoredObject> };

function answer(req: IncomingMessage, res: ServerResponse, { url, key, body, objects }: Asked) {
  if (req.method === "PUT") {
    objects.set(key, { body, contentType: String(req.headers["content-type"]) });
    return void res.writeHead(200).end();
  }
  if (req.method === "DELETE") {
    objects.delete(key);
    return void res.writeHead(204).end();
  }
  const found = objects.get(key);
  if (!found) return refuse(res, 404, "NoSuchKey");
  const disposition = url.searchParams.get("response-content-disposition");
  res.writeHead(200, {
    "Content-Type": url.searchParams.get("response-content-type") ?? found.contentType,
    "Content-Length": found.body.length,
    ...(disposition && { "Content-Disposition": disposition }),
  });
  res.end(req.method === "HEAD" ? undefined : found.body);
}

function refuse(res: ServerResponse, status: number, code: string): void {
  const xml = `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  res.writeHead(status, { "Content-Type": "application/xml" }).end(xml);
}

function targetOf({ pathname, hostname }: URL, bucket: string): { bucket: string; key: string } {
  if (hostname.startsWith(`${bucket}.`)) return { bucket, key: pathname.slice(1) };
  const [, first = "", ...rest] = pathname.split("/");
  return { bucket: first, key: rest.join("/") };
}

/** The code of the refusal; null for a request that is signed right. */
function examine(req: IncomingMessage, url: URL, body: Buffer, options: FakeS3Options) {
  const claim = claimOf(req, url);
  if (!claim) return "AccessDenied";
  const { credential, date, signedHeaders, signature, expires, payload } = claim;
  const [accessKeyId, day, region, service, end] = credential.split("/");
  const scope = [day, region, service, end].join("/");
  const isOurs =
    accessKeyId === options.accessKeyId &&
    scope === `${date.slice(0, 8)}/${options.region}/s3/aws4_request`;
  if (!isOurs) return "InvalidAccessKeyId";
  const age = (options.now().getTime() - timeOf(date)) / 1000;
  if (age < -900 || age > expires) return "AccessDenied";
  if (payload !== "UNSIGNED-PAYLOAD" && payload !== hash(body)) return "XAmzContentSHA256Mismatch";
  if (!signedHeaders.includes("host")) return "AccessDenied";
  const headers = signedHeaders.map((name) => `${name}:${String(req.headers[name]).trim()}\n`);
  const canonical = [
    ...[req.method, url.pathname, canonicalQuery(url), headers.join("")],
    ...[signedHeaders.join(";"), payload],
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", date, scope, hash(canonical)].join("\n");
  const expected = hmac(signingKey(options, date.slice(0, 8)), toSign);
  const given = Buffer.from(signature, "hex");
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  return isRight ? null : "SignatureDoesNotMatch";
}

function claimOf({ headers }: IncomingMessage, { searchParams: query }: URL) {
  const part = (name: string) => query.get(`X-Amz-${name}`) ?? "";
  if (query.has("X-Amz-Signature")) {
    return {
      ...{ credential: part("Credential"), date: part("Date"), signature: part("Signature") },
      ...{ signedHeaders: part("SignedHeaders").split(";"), expires: Number(part("Expires")) },
      payload: "UNSIGNED-PAYLOAD",
    };
  }
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, credential, names, signature] = pattern.exec(headers.authorization ?? "") ?? [];
  if (!credential || !names || !signature) return null;
  return {
    ...{ credential, signature, signedHeaders: names.split(";"), expires: 900 },
    ...{
      date: String(headers["x-amz-date"]),
      payload: String(headers["x-amz-content-sha256"]),
    },
  };
}

function canonicalQuery({ searchParams }: URL): string {
  return [...searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join("&");
}

function strict(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(char)
        ? char
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function signingKey({ secretAccessKey, region }: FakeS3Options, day: string): Buffer {
  const parts = [day, region, "s3", "aws4_request"];
  return parts.reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function hash(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}

// `20130524T000000Z`.
function timeOf(date: string): number {
  return Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

import type { HttpResponse } from "@crossdock/http";
import { ConnectorError } from "../connector-error.ts";

/** A signed call about one object, whose answer says that it was done. @throws ConnectorError */
export type ObjectCall = (call: {
  method: "PUT" | "POST" | "DELETE";
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
}) => Promise<HttpResponse>;

// S3 takes 10,000 parts, of 5 MiB at the least but for the last.
const partBytes = 8 * 1024 * 1024;

/**
 * Writes an object of any length, of which no more than a part is in memory. It is there whole or not at
 * all; the parts of one that failed are taken away, which the bucket would be charged for.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 * @throws ConnectorError
 */
export async function putInParts(
  call: ObjectCall,
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<void> {
  const headers = { "content-type": contentType };
  let uploadId: string | undefined;
  const tags: string[] = [];
  try {
    for await (const { part, isLast } of partsOf(body)) {
      if (isLast && uploadId === undefined) {
        await call({ method: "PUT", headers, body: part });
        return;
      }
      uploadId ??= await begin(call, headers);
      const query = { partNumber: String(tags.length + 1), uploadId };
      tags.push(tagOf(await call({ method: "PUT", query, body: part })));
    }
    if (uploadId !== undefined) await complete(call, uploadId, tags);
  } catch (error) {
    // Whatever becomes of it: the first failure is what is told.
    if (uploadId) await call({ method: "DELETE", query: { uploadId } }).catch(() => {});
    throw error;
  }
}

async function* partsOf(body: AsyncIterable<Uint8Array>) {
  let [held, length]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of body) {
    held.push(chunk);
    length += chunk.length;
    if (length < partBytes) continue;
    yield { part: Buffer.concat(held), isLast: false };
    [held, length] = [[], 0];
  }
  yield { part: Buffer.concat(held), isLast: true };
}

async function begin(call: ObjectCall, headers: Record<string, string>): Promise<string> {
  const { body } = await call({ method: "POST", query: { uploads: "" }, headers });
  const id = /<UploadId>([^<]{1,1000})<\/UploadId>/.exec(body.toString())?.[1];
  if (id === undefined) throw unclear("did not say which upload it began");
  return id;
}

function tagOf({ headers: { etag } }: HttpResponse): string {
  if (typeof etag === "string" && etag.length < 200) return etag;
  throw unclear("did not say which part it has");
}

async function complete(call: ObjectCall, uploadId: string, tags: string[]): Promise<void> {
  const parts = tags.map((tag, index) => {
    const safe = tag.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
    return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${safe}</ETag></Part>`;
  });
  const xml = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
  const { body } = await call({ method: "POST", query: { uploadId }, body: Buffer.from(xml) });
  // It answers 200 before it has put them together, and may say in the body that it could not.
  if (!body.includes("<CompleteMultipartUploadResult")) throw unclear("did not join the parts");
}

function unclear(what: string): ConnectorError {
  return new ConnectorError("s3", "unavailable", `The storage ${what}.`);
}

import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** An upload in parts that is under way. */
export type Upload = { contentType: string; parts: Map<number, Buffer> };

type Asked = {
  url: URL;
  key: string;
  body: Buffer;
  objects: Map<string, { body: Buffer; contentType: string }>;
  uploads: Map<string, Upload>;
};

const smallestPart = 5 * 1024 * 1024;

/** Does what Amazon does with uploads in parts; false where the request is about none. */
export function answerUpload(req: IncomingMessage, res: ServerResponse, asked: Asked): boolean {
  const { url, key, body, objects, uploads } = asked;
  if (req.method === "POST" && url.searchParams.has("uploads")) {
    const id = `${uploads.size + 1}~up/load+${key}`;
    uploads.set(id, { contentType: String(req.headers["content-type"]), parts: new Map() });
    ok(res, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId>`);
    return true;
  }
  const id = url.searchParams.get("uploadId");
  if (id === null) return false;
  const upload = uploads.get(id);
  if (!upload) refuse(res, 404, "NoSuchUpload");
  else if (req.method === "DELETE") {
    uploads.delete(id);
    res.writeHead(204).end();
  } else if (req.method === "PUT") {
    upload.parts.set(Number(url.searchParams.get("partNumber")), body);
    res.writeHead(200, { ETag: tagOf(body) }).end();
  } else {
    const whole = joined(upload, body.toString());
    if (!whole) refuse(res, 400, "InvalidPart");
    else {
      objects.set(key, { body: whole, contentType: upload.contentType });
      uploads.delete(id);
      ok(res, "<CompleteMultipartUploadResult>");
    }
  }
  return true;
}

/** The parts in the order that is asked for; null where one is another, or too small. */
function joined({ parts }: Upload, xml: string): Buffer | null {
  const wanted = [...xml.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)];
  const found = wanted.flatMap(([, number, tag = ""]) => {
    const part = parts.get(Number(number));
    return part && tagOf(part) === tag.replaceAll("&quot;", '"') ? [part] : [];
  });
  const isSmall = found.slice(0, -1).some(({ length }) => length < smallestPart);
  return found.length === parts.size && !isSmall ? Buffer.concat(found) : null;
}

function tagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function ok(res: ServerResponse, xml: string): void {
  res.writeHead(200, { "Content-Type": "application/xml" }).end(`<?xml version="1.0"?>${xml}`);
}

function refuse(res: ServerResponse, status: number, code: string): void {
  res.writeHead(status, { "Content-Type": "application/xml" }).end(`<Error><Code>${code}</Code>`);
}

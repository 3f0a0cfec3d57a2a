import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expectUpload, openFile, openImage, refuseWrites, type ServedFile } from "@crossdock/api";
import { AppError, systemPrincipal } from "@crossdock/core";
import type { Product } from "./product.ts";
import { readBody } from "./read-body.ts";

/**
 * `/files/{id}`: private files and uploads, by addresses that were signed for one use; below it, at
 * `/files/{id}/{name}`, product images, which are public.
 */
export function createFiles(product: Product) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const [id = "", name, ...rest] = path.split("/");
    if (!/^fil_[0-9a-z]{26}$/.test(id) || rest.length > 0) throw nothing;
    const { searchParams } = new URL(req.url ?? "/", product.appUrl);
    if (req.method === "PUT" && name === undefined) {
      refuseWrites({ services: product, principal: systemPrincipal("uploads") });
      return receive(req, res, await expectUpload(product, id, searchParams));
    }
    if (req.method !== "GET" && req.method !== "HEAD") throw wrongMethod;
    const file =
      name === undefined
        ? await openFile(product, id, searchParams)
        : await openImage(product, id, name);
    await answer(req, res, file);
  };
}

const nothing = new AppError("not_found", { detail: "There is no such file." });
const wrongMethod = new AppError("method_not_allowed", { detail: "Use GET, or PUT to upload." });

type Expected = Awaited<ReturnType<typeof expectUpload>>;

async function receive(req: IncomingMessage, res: ServerResponse, { size, mime, keep }: Expected) {
  if (req.headers["content-type"] !== mime) {
    throw new AppError("unsupported_media_type", { detail: `Send it as ${mime}.` });
  }
  const body = await readBody(req, size);
  if (body.length !== size) {
    throw new AppError("bad_request", { detail: `${size} bytes were announced.` });
  }
  await keep(body);
  res.writeHead(204).end();
}

async function answer({ method }: IncomingMessage, res: ServerResponse, file: ServedFile) {
  if ("redirect" in file) return void res.writeHead(302, { Location: file.redirect }).end();
  const { body, size, contentType, disposition, isPublic } = file;
  res.writeHead(200, {
    "Content-Type": contentType,
    "Content-Length": size,
    "Content-Disposition": disposition ?? "inline",
    // Whatever is in it, a browser that is led to it runs nothing.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    ...(isPublic ? publicHeaders : {}),
  });
  if (method !== "HEAD" && body instanceof Readable) return sent(body, res);
  if (body instanceof Readable) body.destroy();
  res.end(method === "HEAD" ? undefined : body);
}

async function sent(body: Readable, res: ServerResponse): Promise<void> {
  try {
    await pipeline(body, res);
  } catch {
    // Who went away, or what is gone from the disk: the answer has begun, and says nothing more.
    res.destroy();
  }
}

// The bytes at an address never change, and shops on other sites show them.
const publicHeaders = {
  "Cache-Control": "public, max-age=31536000, immutable",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

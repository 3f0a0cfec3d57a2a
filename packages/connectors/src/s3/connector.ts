import { isIP } from "node:net";
import { HttpError, type HttpResponse } from "@crossdock/http";
import { ConnectorError, type ConnectorErrorKind, kindOfUnanswered } from "../connector-error.ts";
import type { Connector } from "../contract.ts";
import type { ConnectDeps } from "../definition.ts";
import { checkStorage } from "../storage-check.ts";
import type { PresignRequest, StorageConnector } from "../storage-contract.ts";
import { checkedKey } from "../storage-key.ts";
import { endpointOf, type S3Config } from "./config.ts";
import { type ObjectCall, putInParts } from "./parts.ts";
import { presign, sign } from "./sign.ts";

/** Amazon S3 and what speaks it, by its REST API. */
export function connectS3(
  settings: S3Config,
  { http, now }: Pick<ConnectDeps, "http" | "now">,
): Connector {
  const storage = s3Storage(settings, { http, now });
  return {
    id: "s3",
    name: "S3-compatible storage",
    configured: true,
    storage,
    check: () => checkStorage(storage, settings.bucket),
  };
}

type Call = {
  method: "GET" | "PUT" | "POST" | "HEAD" | "DELETE";
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
  maxBytes?: number;
};

function s3Storage(
  settings: S3Config,
  { http, now }: Pick<ConnectDeps, "http" | "now">,
): StorageConnector {
  async function call({ method, key, query, headers, body, maxBytes = 65_536 }: Call) {
    const url = addressOf(settings, key);
    url.search = new URLSearchParams(query).toString();
    const signed = await sign(settings, { method, url, headers, body, now: now() });
    try {
      return await http.request({ ...signed, method, body, deadlineMs: 30_000, maxBytes });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  return {
    async put({ key, body, contentType }) {
      if (!(body instanceof Uint8Array)) {
        const object: ObjectCall = async (what) => accepted(await call({ key, ...what }));
        return putInParts(object, body, contentType);
      }
      const headers = { "content-type": contentType };
      accepted(await call({ method: "PUT", key, body, headers }));
    },
    async get(key, { maxBytes }) {
      // What it says when it refuses may be longer than the file.
      const answer = await call({ method: "GET", key, maxBytes: Math.max(maxBytes, 65_536) });
      if (isMissing(answer)) return null;
      const { body } = accepted(answer);
      if (body.length <= maxBytes) return body;
      throw new ConnectorError("s3", "invalid_request", `${key} has more than ${maxBytes} bytes.`);
    },
    async head(key) {
      const answer = await call({ method: "HEAD", key });
      if (isMissing(answer)) return null;
      return { size: sizeOf(accepted(answer)) };
    },
    async delete(key) {
      const answer = await call({ method: "DELETE", key });
      if (!isMissing(answer)) accepted(answer);
    },
    presign: (request) => presigned(settings, now(), request),
  };
}

function presigned(settings: S3Config, now: Date, request: PresignRequest): Promise<string> {
  const url = addressOf(settings, request.key);
  const common = { url, now, expiresIn: request.expiresInSeconds };
  if (request.method === "GET") {
    url.searchParams.set("response-content-type", request.contentType);
    url.searchParams.set("response-content-disposition", request.disposition);
    return presign(settings, { ...common, method: "GET" });
  }
  // Signed, so that the address takes nothing longer and of no other type.
  const headers = { "content-type": request.contentType, "content-length": String(request.size) };
  return presign(settings, { ...common, method: "PUT", headers });
}

function addressOf(settings: S3Config, key: string): URL {
  const url = new URL(endpointOf(settings));
  const object = checkedKey("s3", key);
  if (isInPath(settings, url)) url.pathname = `/${settings.bucket}/${object}`;
  else {
    url.hostname = `${settings.bucket}.${url.hostname}`;
    url.pathname = `/${object}`;
  }
  return url;
}

// An address of numbers has no names below it, and no certificate is for a name of two levels.
function isInPath({ forcePathStyle, bucket }: S3Config, { hostname, protocol }: URL): boolean {
  return (
    forcePathStyle ||
    isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 ||
    (bucket.includes(".") && protocol === "https:")
  );
}

// A bucket that is missing is a wrong setting, not a missing file.
function isMissing({ status, body }: HttpResponse): boolean {
  return status === 404 && codeOf(body) !== "NoSuchBucket";
}

function accepted(response: HttpResponse): HttpResponse {
  const { status, body } = response;
  if (status === 200 || status === 204) return response;
  const code = codeOf(body) ?? String(status);
  throw new ConnectorError("s3", kindOf(status), `The storage answered ${status} ${code}.`, {
    code,
  });
}

function kindOf(status: number): ConnectorErrorKind {
  if (status === 429 || status === 503) return "rate_limited";
  if (status >= 500 || status === 408) return "unavailable";
  // Another region, a wrong key, no such bucket; a redirect would be to another host.
  if (status < 400 || status === 401 || status === 403 || status === 404) return "configuration";
  return "invalid_request";
}

function codeOf(body: Buffer): string | undefined {
  return /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(body.subarray(0, 2000).toString("latin1"))?.[1];
}

function sizeOf({ headers }: HttpResponse): number {
  const size = Number(headers["content-length"]);
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new ConnectorError("s3", "unavailable", "The storage did not say how long the file is.");
}

// Each call may be made again with the same effect, so that a lost answer is no more than a failure.
function toStorageError(error: unknown): ConnectorError {
  if (!(error instanceof HttpError)) throw error;
  const kind = kindOfUnanswered(error, false);
  return new ConnectorError("s3", kind, `The storage could not be reached: ${error.message}`, {
    cause: error,
  });
}

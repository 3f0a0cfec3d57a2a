import { createHash } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { S3Config } from "./config.ts";

export type SignedRequest = { url: string; headers: Record<string, string> };

type ToSign = {
  method: "GET" | "PUT" | "POST" | "HEAD" | "DELETE";
  url: URL;
  headers?: Record<string, string>;
  now: Date;
};

type Credentials = Pick<S3Config, "region" | "accessKeyId" | "secretAccessKey">;

/**
 * Signs with AWS Signature Version 4, in headers. The body's hash is a part of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function sign(
  settings: Credentials,
  { method, url, headers = {}, now, body = emptyBody }: ToSign & { body?: Uint8Array },
): Promise<SignedRequest> {
  const hash = createHash("sha256").update(body).digest("hex");
  const hashed = { ...headers, "x-amz-content-sha256": hash };
  const signed = await signer(settings).sign(toRequest(method, url, hashed), { signingDate: now });
  // The client sets the host itself.
  const { host: _, ...rest } = signed.headers;
  return { url: url.href, headers: rest };
}

/**
 * An address that carries its signature, for who has no credentials. The headers that are named must be
 * sent with exactly these values.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function presign(
  settings: Credentials,
  { method, url, headers = {}, now, expiresIn }: ToSign & { expiresIn: number },
): Promise<string> {
  const request = toRequest(method, url, {
    ...headers,
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  });
  const { query = {} } = await signer(settings).presign(request, {
    signingDate: now,
    expiresIn,
    unhoistableHeaders: new Set(["x-amz-content-sha256"]),
    unsignableHeaders: new Set(["x-amz-content-sha256"]),
  });
  const signed = new URL(url);
  signed.search = Object.entries(query)
    .map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`)
    .join("&");
  return signed.href;
}

const emptyBody = new Uint8Array();

function signer({ region, accessKeyId, secretAccessKey }: Credentials): SignatureV4 {
  return new SignatureV4({
    ...{ service: "s3", region, sha256: Sha256, uriEscapePath: false },
    credentials: { accessKeyId, secretAccessKey },
  });
}

function toRequest(method: string, url: URL, headers: Record<string, string>) {
  return {
    ...{ method, protocol: url.protocol, hostname: url.hostname, path: url.pathname },
    port: url.port === "" ? undefined : Number(url.port),
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
  };
}

// RFC 3986, as the signature has it: `encodeURIComponent` leaves five characters alone.
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

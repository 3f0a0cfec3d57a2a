import { createHash, type KeyObject, X509Certificate } from "node:crypto";
import { AppError } from "@crossdock/core";
import type { HttpClient } from "@crossdock/http";
import { refused } from "../inbound/refusal.ts";
import { isTrusted } from "./chain.ts";

export type CertificatesOptions = {
  http: HttpClient;
  /** Where a certificate may come from: origins, such as `https://api.paypal.com`. */
  origins: ReadonlySet<string>;
  /** PEM of whom to trust. */
  roots: () => readonly string[];
  /** False keeps out what PayPal's sandbox signs with. */
  sandbox: boolean;
};

export type Certificates = {
  /**
   * The key that PayPal signs with, from the address that a webhook names.
   * @throws AppError `signature_invalid`: an address that is not PayPal's, or a certificate that nobody
   *   vouches for; `unavailable`: it could not be fetched
   */
  keyOf(address: string, now: Date): Promise<KeyObject>;
};

/**
 * Fetches and checks the certificates of PayPal's webhooks, each once in seven days at most. The address
 * comes with the webhook, from anybody: the list of hosts keeps our calls from being steered (SSRF) and
 * the key from being an attacker's own.
 */
export function paypalCertificates(options: CertificatesOptions): Certificates {
  const known = new Map<string, { chain: Promise<X509Certificate[]>; until: number }>();

  function fetchOnce(url: URL, now: Date): Promise<X509Certificate[]> {
    const id = createHash("sha256").update(url.href).digest("hex");
    const found = known.get(id);
    if (found && now.getTime() < found.until) return found.chain;
    const chain = fetchChain(options.http, url);
    known.delete(id);
    known.set(id, { chain, until: now.getTime() + keptMs });
    chain.catch(() => known.delete(id));
    const [oldest] = known.keys();
    if (known.size > keptMax && oldest !== undefined) known.delete(oldest);
    return chain;
  }

  let roots: X509Certificate[] | null = null;

  return {
    async keyOf(address, now) {
      const url = checkedAddress(address, options.origins);
      const chain = await fetchOnce(url, now);
      roots ??= options.roots().map((pem) => new X509Certificate(pem));
      const [leaf] = chain;
      // Asked each time, since what was valid when it was fetched may have ended.
      if (!leaf || !isTrusted(chain, roots, now))
        throw refused("signature_invalid", "Nobody vouches for its certificate.");
      if (!isPaypals(leaf, options.sandbox))
        throw refused("signature_invalid", "Its certificate is not PayPal's.");
      if (leaf.publicKey.asymmetricKeyType !== "rsa")
        throw refused("signature_invalid", "Its key is no RSA key.");
      return leaf.publicKey;
    },
  };
}

const keptMs = 7 * 24 * 60 * 60_000;
const keptMax = 20;

function checkedAddress(address: string, origins: ReadonlySet<string>): URL {
  const url = URL.parse(address);
  const isPaypal =
    url !== null &&
    origins.has(url.origin) &&
    `${url.username}${url.password}${url.search}${url.hash}` === "" &&
    // Nothing else on those hosts may pass for a certificate.
    /^\/v1\/notifications\/certs\/[\w-]{1,100}$/.test(url.pathname);
  if (!isPaypal) throw refused("signature_invalid", "Its certificate is not at PayPal's.");
  return url;
}

async function fetchChain(http: HttpClient, url: URL): Promise<X509Certificate[]> {
  try {
    const { status, body } = await http.request({
      method: "GET",
      url: url.href,
      deadlineMs: 3000,
      maxBytes: 16 * 1024,
    });
    // A redirect too: it is not followed.
    if (status !== 200) throw new Error(`PayPal answered ${status} for its certificate`);
    const pems = body.toString("latin1").match(pemPattern) ?? [];
    if (pems.length === 0) throw new Error("PayPal's certificate is none");
    return pems.map((pem) => new X509Certificate(pem));
  } catch (cause) {
    throw new AppError("unavailable", {
      detail: "PayPal's certificate could not be had. Send it again later.",
      retryAfter: 60,
      cause,
    });
  }
}

const pemPattern = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function isPaypals(leaf: X509Certificate, sandbox: boolean): boolean {
  const names = namesOf(leaf);
  if (!names.some((name) => name.endsWith(".paypal.com"))) return false;
  return sandbox || !names.some((name) => name.endsWith(".sandbox.paypal.com"));
}

// Alternative names, else the common name (RFC 6125 §6.4.4). A quoted name is one that would be misread.
function namesOf({ subjectAltName, subject }: X509Certificate): string[] {
  const parts = subjectAltName?.split(", ") ?? subject.split("\n");
  const prefix = subjectAltName === undefined ? "CN=" : "DNS:";
  return parts
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length).toLowerCase())
    .filter((name) => /^[a-z0-9*.-]+$/.test(name));
}

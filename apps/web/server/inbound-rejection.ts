import { AppError, type ErrorCode } from "@crossdock/core";
import type { Verdicts } from "@crossdock/webhooks";

type Rejection = Parameters<Verdicts["reject"]>[0];

type Facts = { slug: string; address: string; requestId: string; body: Buffer | undefined };

/** What is kept of a delivery that was refused; null where there was none, such as for a GET. */
export function rejectionOf(
  error: unknown,
  { slug, address, requestId, body }: Facts,
): Rejection | null {
  const reason = reasonOf(error);
  if (reason === null) return null;
  const isAddress = /^[a-z0-9-]{1,50}$/.test(slug);
  return {
    connector: reason === "unknown_source" || !isAddress ? "" : slug,
    slug: isAddress ? slug : "",
    ...{ reason, network: cut(address), requestId },
    bytes: body?.length ?? null,
  };
}

function reasonOf(error: unknown): string | null {
  if (!(error instanceof AppError)) return "internal";
  const { reason } = error.data ?? {};
  return typeof reason === "string" ? reason : (reasons[error.code] ?? null);
}

const reasons: Partial<Record<ErrorCode, string>> = {
  signature_invalid: "signature_invalid",
  bad_request: "unreadable",
  connector_not_configured: "no_secret",
  payload_too_large: "too_large",
  rate_limited: "rate_limited",
  unavailable: "unavailable",
};

/** Enough to tell a provider from a stranger, and nobody's own address: IPv4 by /24, IPv6 by /48. */
function cut(address: string): string {
  if (address.includes(".")) return address.replace(/\.\d+$/, ".0/24");
  if (!address.includes(":")) return "";
  const [left = "", right = ""] = address.split("::");
  const parts = left.split(":").filter((part) => part !== "");
  const tail = right.split(":").filter((part) => part !== "");
  const zeros = Array.from({ length: Math.max(0, 8 - parts.length - tail.length) }, () => "0");
  return `${[...parts, ...zeros, ...tail].slice(0, 3).join(":")}::/48`;
}

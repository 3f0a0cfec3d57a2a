import type { HttpResponse } from "./exchange.ts";

/**
 * What a provider says about its API's future, or an answer that is not as we know it: somebody has
 * to look after the connector before it stops working.
 */
export type ProviderNotice = {
  kind: "deprecation" | "sunset" | "unknown_shape" | "certificate";
  connector: string | null;
  method: string;
  host: string;
  path: string;
  /** A sentence without the answer's values. */
  detail: string;
};

type Announced = Pick<ProviderNotice, "kind" | "detail">;

/** What the headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) announce. */
export function noticesIn({ deprecation, sunset }: HttpResponse["headers"]): Announced[] {
  const notices: Announced[] = [];
  if (typeof deprecation === "string") {
    const since = structuredDate(deprecation) ?? httpDate(deprecation);
    const detail = since ? `Deprecated from ${since}.` : "Deprecated.";
    notices.push({ kind: "deprecation", detail });
  }
  if (typeof sunset === "string") {
    const from = httpDate(sunset);
    const detail = from ? `Switched off from ${from}.` : "It will be switched off.";
    notices.push({ kind: "sunset", detail });
  }
  return notices;
}

/** That a host's certificate ends within two weeks; nothing where it does not, or the host has none. */
export function endingCertificate(endsAt: Date | null, now: Date): Announced[] {
  if (endsAt === null || !(endsAt.getTime() - now.getTime() <= endingMs)) return [];
  return [{ kind: "certificate", detail: `It ends on ${endsAt.toISOString().slice(0, 10)}.` }];
}

// As long before as our own alert says it: whoever renews theirs by a program has done so by then.
const endingMs = 14 * 86_400_000;

// A date of structured fields, `@1688169599` (RFC 9651 §3.3.7).
function structuredDate(text: string): string | null {
  const seconds = /^@(-?\d{1,11})/.exec(text.trim())?.[1];
  return seconds === undefined ? null : dayOf(Number(seconds) * 1000);
}

function httpDate(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : dayOf(at);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

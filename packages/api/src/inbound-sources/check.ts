import { faultOfSecret, type SourceSecret, verifySource } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { readSource } from "./known.ts";
import type { CheckSample, SampleVerdict } from "./schema.ts";

/**
 * What a delivery that somebody has pasted would be taken for, and why. Nothing is stored. With the
 * secrets of a source or with one that is given; it never tells what a signature should have been, which
 * would sign for whoever asks.
 */
export async function checkSample(
  ctx: QueryContext,
  { slug, settings, secret, headers, body }: z.output<typeof CheckSample>,
): Promise<z.output<typeof SampleVerdict>> {
  const secrets = secret === undefined ? await secretsOf(ctx, slug) : [always(secret)];
  const fault = secret === undefined ? null : faultOfSecret(settings.kind, secret);
  if (fault) return { accepted: false, reason: "no_secret", detail: fault, event: null };
  const request = { headers: headersOf(headers), now: ctx.now };
  const judged = judge({ ...request, body: Buffer.from(body) });
  if (judged.reason !== "signature_invalid") return judged;
  // What a text field or an editor does to a body on its way.
  for (const [change, other] of changesOf(body)) {
    const again = judge({ ...request, body: Buffer.from(other) });
    if (again.reason === "signature_invalid") continue;
    return { ...judged, detail: `It matches ${change}: paste the bytes as they were sent.` };
  }
  return judged;

  function judge(delivery: Parameters<typeof verifySource>[2]): z.output<typeof SampleVerdict> {
    try {
      const { eventId, type, account } = verifySource(settings, secrets, delivery);
      return { accepted: true, reason: null, detail: null, event: { eventId, type, account } };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = String(error.data?.reason ?? error.code);
      return { accepted: false, reason, detail: error.message, event: null };
    }
  }
}

async function secretsOf({ services }: QueryContext, slug: string | undefined) {
  const { db, identity } = services;
  const source = slug === undefined ? null : await readSource(db, identity.vault, slug);
  return source?.secrets ?? [];
}

function always(secret: string): SourceSecret {
  return { secret, validFrom: new Date(0), validUntil: null };
}

/** `Name: value`, one a line, as tools that record requests show them. */
function headersOf(text: string): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, value = ""] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (!name) continue;
    const known = headers[name.toLowerCase()];
    headers[name.toLowerCase()] = known === undefined ? value : [known, value].flat();
  }
  return headers;
}

function changesOf(body: string): [string, string][] {
  return [
    ["without the line break at its end", body.replace(/\r?\n$/, "")],
    ["with a line break at its end", `${body}\n`],
    ["with other line breaks", body.replaceAll("\n", "\r\n")],
  ];
}

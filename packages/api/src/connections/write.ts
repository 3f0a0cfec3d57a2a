import {
  type ApiAuth,
  type ApiDocument,
  changesBetween,
  hostsTold,
  readDocument,
} from "@crossdock/connectors/openapi";
import { type AppError, invalidMember } from "@crossdock/core";
import { HttpError } from "@crossdock/http";
import type { CommandContext, Context } from "../procedure/context.ts";
import { documentOf } from "./documents.ts";
import { secretName, secretOwner } from "./render.ts";

export type Fetched = { document: ApiDocument; text: string };

/**
 * The document that was pasted, or that stands at the address; null where none was given.
 * @throws AppError `validation_failed` that names the mend
 */
export async function fetchDocument(
  { services }: Context,
  { document: text, documentUrl: url }: { document?: string; documentUrl?: string },
): Promise<Fetched | null> {
  if (text !== undefined) return { document: readDocument(text), text };
  if (url === undefined) return null;
  try {
    return await services.anyApi.fetchDocument(url);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw invalid("documentUrl", error.message);
  }
}

/** @throws AppError `validation_failed` where nothing says where the API is */
export function baseUrlFrom(
  given: string | undefined,
  fetched: Fetched | null,
  documentUrl: string | undefined,
): string {
  const base = given ?? serverUrl(fetched?.document.server ?? null, documentUrl);
  if (base !== null) return base.replace(/\/+$/, "");
  throw invalid("baseUrl", "Enter the base address: the document does not say where the API is.");
}

function serverUrl(server: string | null, documentUrl: string | undefined): string | null {
  const url = URL.parse(server ?? "", documentUrl);
  return server !== null && url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** The columns that a document fills. */
export async function documentColumns(
  ctx: CommandContext,
  { document, text }: Fetched,
  { id, documentUrl }: { id?: string; documentUrl: string | null },
) {
  const before = id === undefined ? null : await documentOf(ctx.db, id);
  return {
    document: text,
    documentUrl,
    documentTitle: document.title,
    documentVersion: document.version,
    documentAt: ctx.now,
    changes: before ? changesBetween(before, document).slice(0, 5000) : [],
  };
}

type Named = { id: string; baseUrl: string; auth: ApiAuth };

/**
 * Keeps a secret for the hosts that are told it.
 * @throws AppError `validation_failed` where the one there is was entered for other hosts
 */
export async function keepSecret(
  ctx: CommandContext,
  { id, baseUrl, auth }: Named,
  secret: string | undefined,
  before?: Named,
): Promise<void> {
  const { secrets } = ctx.services.identity;
  const owner = secretOwner(id);
  const host = hostsTold(baseUrl, auth);
  if (auth.kind === "none" || (before && before.auth.kind !== auth.kind)) {
    await secrets.remove(ctx.db, { owner, name: secretName });
  }
  if (auth.kind === "none") return;
  if (secret !== undefined) {
    return secrets.put(ctx.db, { owner, name: secretName, host }, secret);
  }
  const isOther =
    before?.auth.kind === auth.kind && hostsTold(before.baseUrl, before.auth) !== host;
  if (!isOther || (await secrets.list(owner)).length === 0) return;
  // Against an address that is changed so that the secret is sent to somebody else.
  throw invalid("secret", `Enter the secret anew: the one there is was entered for another host.`);
}

function invalid(member: string, detail: string): AppError {
  return invalidMember({ pointer: `#/${member}`, code: "invalid_value", detail });
}

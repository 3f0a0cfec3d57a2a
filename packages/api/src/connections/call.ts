import { ConnectorError } from "@crossdock/connectors";
import {
  ApiAuth,
  type ApiRequest,
  buildRequest,
  findOperation,
  hostsTold,
  masked,
  type RequestValues,
} from "@crossdock/connectors/openapi";
import { AppError } from "@crossdock/core";
import { HttpError } from "@crossdock/http";
import type { Context } from "../procedure/context.ts";
import { documentOf } from "./documents.ts";
import { secretName, secretOwner } from "./render.ts";

export type ConnectionCall = { id: string; method: string; path: string; values: RequestValues };

/** A request that is ready but for its credential, and how it looks to people. */
export type PreparedCall = {
  request: ApiRequest;
  shown: ApiRequest;
  auth: ApiAuth;
  baseUrl: string;
  id: string;
};

/** What came of a call; without a status there was no answer. */
export type CallOutcome = {
  status: number | null;
  headers: Record<string, string>;
  body: string;
  durationMs: number;
  failure: string | null;
  /** Whether the same call may go better later. */
  retryable: boolean;
};

/** @throws AppError `not_found`, `validation_failed` where a value cannot stand in its place */
export async function prepareCall(
  { services }: Context,
  { id, method, path, values }: ConnectionCall,
): Promise<PreparedCall> {
  const { prisma } = services.db;
  const row = await prisma.connection.findUnique({
    where: { id },
    select: { baseUrl: true, auth: true },
  });
  const document = await documentOf(prisma, id);
  if (!row) throw new AppError("not_found", { detail: `There is no connection ${id}.` });
  const mediaType = document ? findOperation(document, method, path)?.body?.mediaType : undefined;
  const request = buildRequest({ baseUrl: row.baseUrl, method, path, mediaType }, values);
  const auth = ApiAuth.parse(row.auth);
  return { request, shown: masked(request, auth), auth, baseUrl: row.baseUrl, id };
}

/** Sends it with its credential. Never throws for what the other side did. */
export async function sendCall(
  { services }: Context,
  call: Pick<PreparedCall, "request" | "auth" | "baseUrl" | "id">,
  { messageId, deadlineMs = 20_000 }: { messageId: string; deadlineMs?: number },
): Promise<CallOutcome> {
  const { request, auth, baseUrl, id } = call;
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  let secret: string | null = null;
  try {
    refuseMoved(request, baseUrl);
    secret = auth.kind === "none" ? null : await readSecret(services, id, hostsTold(baseUrl, auth));
    const answer = await services.anyApi.call({ request, auth, secret, messageId, deadlineMs });
    const { status, headers, body } = answer;
    const text = body.subarray(0, bodyBytesMax).toString("utf8").replaceAll("\0", "\uFFFD");
    return {
      status,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, without(secret, String(value))]),
      ),
      body: without(secret, text),
      durationMs: took(),
      failure: null,
      retryable: status >= 500 || [408, 409, 425, 429].includes(status),
    };
  } catch (error) {
    const nothing = { status: null, headers: {}, body: "", durationMs: took() };
    return { ...nothing, ...failureOf(error) };
  }
}

const bodyBytesMax = 64_000;

// A request that was made before the address changed: the secret of the new host is not for the old.
function refuseMoved({ url }: ApiRequest, baseUrl: string): void {
  if (new URL(url).origin === new URL(baseUrl).origin) return;
  throw new AppError("conflict", {
    detail: "The connection's address has changed since this was made. Make it anew.",
  });
}

function readSecret({ identity }: Context["services"], id: string, host: string) {
  return identity.secrets.read({ owner: secretOwner(id), name: secretName, host });
}

// Some APIs send back what they were sent.
function without(secret: string | null, text: string): string {
  return secret === null || secret.length < 6 ? text : text.replaceAll(secret, "••••••");
}

function failureOf(error: unknown): { failure: string; retryable: boolean } {
  if (error instanceof HttpError) {
    const final = error.kind === "refused" || error.kind === "too_large";
    return { failure: error.message, retryable: !final };
  }
  if (error instanceof ConnectorError) {
    return { failure: error.message, retryable: error.kind !== "configuration" };
  }
  // A secret that is missing or for another host: an admin has to enter it first.
  if (error instanceof AppError) {
    return { failure: error.message, retryable: error.code === "connector_not_configured" };
  }
  throw error;
}

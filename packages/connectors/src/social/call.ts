import { parseJson } from "@crossdock/core";
import { type HttpClient, HttpError } from "@crossdock/http";
import type { z } from "zod";
import { ConnectorError, type ConnectorErrorKind, kindOfUnanswered } from "../connector-error.ts";
import type { PostImage } from "./publish.ts";

export type SocialCall<T> = {
  method?: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  /** JSON, a form with files, or bytes with their `content-type` in `headers`. */
  body?: { json: unknown } | { form: FormData } | { bytes: Uint8Array };
  deadlineMs: number;
  /** The shape of a good answer. */
  answer: z.ZodType<T>;
  /** The words of a bad answer, of the network's own shape. */
  messageOf(answer: unknown): { message?: string | undefined; code?: string | undefined };
};

/** A caller of one network's API that turns what goes wrong into ConnectorError. */
export function socialCaller(connector: string, http: HttpClient) {
  return async function call<T>(options: SocialCall<T>): Promise<{ status: number; data: T }> {
    const { url, deadlineMs, method = "POST" } = options;
    const { headers, body } = await encode(options);
    const response = await http
      .request({ method, url, headers, body, deadlineMs: Math.max(1, deadlineMs), maxBytes })
      .catch((cause: unknown) => {
        throw unanswered(connector, cause);
      });
    if (response.status >= 400) {
      const answer = parseJson(response.body.toString());
      const { message = `The answer is ${response.status}.`, code } = options.messageOf(answer);
      throw new ConnectorError(connector, kindOfStatus(response.status), message, { code });
    }
    try {
      return { status: response.status, data: http.read(response, options.answer) };
    } catch (cause) {
      // It said yes, in words that are not the documented ones: it may well have been done.
      throw unanswered(connector, cause);
    }
  };
}

function unanswered(connector: string, error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  const kind = kindOfUnanswered(error, true);
  return new ConnectorError(connector, kind, error.message, { cause: error });
}

const maxBytes = 256 * 1024;

async function encode({ headers, body }: Pick<SocialCall<unknown>, "headers" | "body">) {
  if (!body) return { headers };
  if ("bytes" in body) return { headers, body: body.bytes };
  if ("json" in body) {
    const type = { "content-type": "application/json" };
    return { headers: { ...headers, ...type }, body: JSON.stringify(body.json) };
  }
  const encoded = new Response(body.form);
  const type = { "content-type": encoded.headers.get("content-type") ?? "" };
  return { headers: { ...headers, ...type }, body: new Uint8Array(await encoded.arrayBuffer()) };
}

function kindOfStatus(status: number): ConnectorErrorKind {
  if (status === 401 || status === 403) return "configuration";
  if (status === 429) return "rate_limited";
  // A 5xx may come after the work: only a repeatable call may follow.
  return status >= 500 ? "indeterminate" : "invalid_request";
}

/** An image as a member of a form. */
export async function fileOf(image: PostImage): Promise<Blob> {
  return new Blob([Uint8Array.from(await image.read())], { type: image.mime });
}

/** For a step before the publishing: where its end is unknown nothing is public yet, and it may be repeated. */
export function nothingPublished(error: unknown): never {
  if (!(error instanceof ConnectorError) || error.kind !== "indeterminate") throw error;
  throw new ConnectorError(error.connector, "unavailable", error.message, { cause: error });
}

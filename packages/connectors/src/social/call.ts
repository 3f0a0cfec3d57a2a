import { type HttpClient, HttpError } from "@crossdock/http";
import type { z } from "zod";
import { ConnectorError, type ConnectorErrorKind } from "../connector-error.ts";
import type { PostImage } from "./publish.ts";

export type SocialCall<Answer extends z.ZodType> = {
  method?: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  /** JSON, a form with files, or bytes with their `content-type` in `headers`. */
  body?: { json: unknown } | { form: FormData } | { bytes: Uint8Array };
  deadlineMs: number;
  /** The shape of a good answer. */
  answer: Answer;
  /** The words of a bad answer, of the network's own shape. */
  messageOf(answer: unknown): { message?: string | undefined; code?: string | undefined };
};

/** A caller of one network's API that turns what goes wrong into ConnectorError. */
export function socialCaller(connector: string, http: HttpClient) {
  return async function call<Answer extends z.ZodType>(
    options: SocialCall<Answer>,
  ): Promise<{ status: number; data: z.output<Answer> }> {
    const { url, deadlineMs, method = "POST" } = options;
    const { headers, body } = await encode(options);
    const response = await http
      .request({ method, url, headers, body, deadlineMs: Math.max(1, deadlineMs), maxBytes })
      .catch((cause: unknown) => {
        throw new ConnectorError(connector, kindOfFailure(cause), textOf(cause), { cause });
      });
    const answer = parseJson(response.body);
    if (response.status >= 400) {
      const { message = `The answer is ${response.status}.`, code } = options.messageOf(answer);
      throw new ConnectorError(connector, kindOfStatus(response.status), message, { code });
    }
    const parsed = options.answer.safeParse(answer);
    // It said yes, in words that are not the documented ones: it may well have been done.
    if (!parsed.success) {
      throw new ConnectorError(connector, "indeterminate", "The answer is not as documented.", {
        cause: parsed.error,
      });
    }
    return { status: response.status, data: parsed.data };
  };
}

const maxBytes = 256 * 1024;

async function encode({ headers, body }: Pick<SocialCall<z.ZodType>, "headers" | "body">) {
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

function kindOfFailure(error: unknown): ConnectorErrorKind {
  return error instanceof HttpError && error.kind === "refused" ? "configuration" : "indeterminate";
}

function kindOfStatus(status: number): ConnectorErrorKind {
  if (status === 401 || status === 403) return "configuration";
  if (status === 429) return "rate_limited";
  // A 5xx may come after the work: only a repeatable call may follow.
  return status >= 500 ? "indeterminate" : "invalid_request";
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : "The network could not be reached.";
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
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

import { AppError } from "@crossdock/core";
import type { HttpClient, HttpResponse } from "@crossdock/http";
import { authorized, type Credential } from "./auth.ts";
import { type ApiDocument, readDocument } from "./document.ts";
import type { ApiRequest } from "./request.ts";
import { createTokens } from "./tokens.ts";

/** Calls any API. It keeps nothing but access tokens, and those in memory. */
export type AnyApi = {
  /**
   * Sends a request with its credential; any status is an answer, redirects too.
   * @param messageId what the receiver knows repetitions of a signed message by
   * @throws AppError `connector_not_configured`, ConnectorError (no token), HttpError (no answer)
   */
  call(input: ApiCall): Promise<HttpResponse>;
  /** @throws AppError `validation_failed`, HttpError */
  fetchDocument(url: string): Promise<{ document: ApiDocument; text: string }>;
};

type ApiCall = Credential & { request: ApiRequest; messageId: string; deadlineMs: number };

export function createAnyApi(http: Pick<HttpClient, "request">, now: () => Date): AnyApi {
  const tokens = createTokens(http, now);

  const send = async (request: ApiRequest, deadlineMs: number) => {
    const { body, ...rest } = request;
    const content = body === null ? {} : { body };
    return http.request({ ...rest, ...content, deadlineMs, maxBytes: answerBytesMax });
  };

  return {
    async call({ request, auth, secret, messageId, deadlineMs }) {
      const at = { messageId, now: now() };
      if (auth.kind !== "oauth2" || secret === null) {
        return send(authorized(request, { auth, secret }, at), deadlineMs);
      }
      const bearing = (token: string) => authorized(request, { auth, secret: token }, at);
      const token = await tokens.get(auth, secret);
      const answer = await send(bearing(token), deadlineMs);
      if (answer.status !== 401) return answer;
      // Ended or taken back before its time. Nothing happened, so that the same may be sent once more.
      await tokens.drop(auth, secret, token);
      return send(bearing(await tokens.get(auth, secret)), deadlineMs);
    },
    async fetchDocument(url) {
      const accept = "application/json, application/yaml, text/yaml, */*;q=0.5";
      const { status, headers, body } = await http.request({
        ...{ method: "GET", url, headers: { accept } },
        ...{ deadlineMs: 15_000, maxBytes: documentBytesMax },
      });
      if (status !== 200) throw noDocument(status, headers.location);
      const text = body.toString("utf8");
      return { document: readDocument(text), text };
    },
  };
}

const answerBytesMax = 1_000_000;
const documentBytesMax = 8_000_000;

function noDocument(status: number, location: string | string[] | undefined): AppError {
  const elsewhere = typeof location === "string" ? ` Try ${location.slice(0, 200)} instead.` : "";
  const detail = `This address answered ${status}, not a document.${elsewhere}`;
  return new AppError("validation_failed", {
    detail,
    errors: [{ pointer: "#/documentUrl", code: "no_document", detail }],
  });
}

import { type HttpClient, HttpError } from "@crossdock/http";
import { ConnectorError, type ConnectorErrorKind, kindOfUnanswered } from "../connector-error.ts";

type Post = {
  connector: string;
  url: string;
  message: object;
  headers?: (body: string) => Record<string, string>;
};

/**
 * Posts a message as JSON; any answer of 200 to 299 is taken as heard.
 * @throws ConnectorError whose `code` is the first word of what was answered
 */
export async function postJson(
  http: HttpClient,
  { connector, url, message, headers = () => ({}) }: Post,
): Promise<void> {
  const body = JSON.stringify(message);
  const { status, body: answer } = await http
    .request({
      ...{ method: "POST", url, body, deadlineMs: 10_000, maxBytes: 65_536 },
      headers: { "content-type": "application/json", ...headers(body) },
    })
    .catch((error: unknown) => {
      throw toError(connector, error);
    });
  if (status >= 200 && status < 300) return;
  const code = /^[a-z_]{1,60}/.exec(answer.subarray(0, 100).toString())?.[0];
  const said = code === undefined ? String(status) : `${status} ${code}`;
  throw new ConnectorError(connector, kindOf(status), `It answered ${said}.`, { code });
}

function kindOf(status: number): ConnectorErrorKind {
  if (status === 429) return "rate_limited";
  if (status >= 500 || status === 408) return "unavailable";
  return status === 400 || status === 422 ? "invalid_request" : "configuration";
}

// To be told twice is better than not at all: a lost answer is tried again as any other failure.
function toError(connector: string, error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  const kind = kindOfUnanswered(error, false);
  return new ConnectorError(connector, kind, error.message, { cause: error });
}

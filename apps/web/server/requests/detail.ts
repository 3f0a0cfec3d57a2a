import type { OperationSettings } from "@crossdock/api";
import {
  masked,
  type RequestDetail,
  shownBySchema,
  shownRequestHeaders,
  shownResponseHeaders,
  shownText,
} from "@crossdock/telemetry";
import type { Spoken } from "./facts.ts";
import type { Ended } from "./observer.ts";
import { shownProblem } from "./shown-problem.ts";

export type DetailOptions = {
  settings: Pick<OperationSettings, "of">;
  /** From 0 up to 1. */
  random?: () => number;
  /** Milliseconds. */
  now?: () => number;
};

/**
 * Headers and bodies of requests that failed, and of one in a hundred others, masked. At most 200 and 5 a
 * second: a flood of refused requests must not fill the disk with what they all say, and the more go well,
 * the less each of them tells.
 */
export function createDetails({
  settings,
  random = Math.random,
  now = () => performance.now(),
}: DetailOptions): (end: Ended) => RequestDetail | null {
  let second = 0;
  let failures = 0;
  let samples = 0;

  return (end) => {
    const { facts, status, transport } = end;
    const failed = status >= 400;
    if (!failed && (!spoken.has(transport) || random() >= sampledShare)) return null;
    const { bodies } = settings.of(facts.operation ?? "");
    if (!failed && bodies !== "sampled") return null;
    const current = Math.floor(now() / 1000);
    if (current !== second) [failures, samples] = [0, 0];
    second = current;
    const isRoom = failed ? ++failures <= failuresMax : ++samples <= samplesMax;
    return isRoom ? detailOf(end, bodies !== "none") : null;
  };
}

const sampledShare = 0.01;
const failuresMax = 200;
const samplesMax = 5;

// Those whose operations have schemas that say what may be shown.
const spoken = new Set<string>(["rest", "mcp"]);

function detailOf({ req, res, facts, transport }: Ended, withBodies: boolean): RequestDetail {
  const said = withBodies && spoken.has(transport) ? facts.spoken : null;
  const query = shownQuery(req.url ?? "", said);
  const request = shownRequest(said, req.headers["content-length"], facts.namedClient);
  return {
    query: query.text,
    requestHeaders: shownRequestHeaders(req.headers),
    requestBody: request.text,
    responseHeaders: shownResponseHeaders(res.getHeaders()),
    responseBody: said && shownAnswer(said),
    masked: query.masked || request.masked || transport !== "rest",
  };
}

type Text = { text: string | null; masked: boolean };

function shownQuery(url: string, said: Spoken | null): Text {
  const mark = url.indexOf("?");
  if (mark === -1 || mark === url.length - 1) return { text: null, masked: false };
  const properties = propertiesOf(said?.operation?.inputSchema);
  const pairs = [...new URLSearchParams(url.slice(mark + 1))].slice(0, 50);
  const shown = pairs.map(([name, value]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return known ? `${name}=${shownText(value, known)}` : masked(`${name}=${value}`);
  });
  return { text: shown.join("&"), masked: shown.some((pair) => pair.includes("‹")) };
}

type Schema = { readonly [keyword: string]: unknown };

function propertiesOf(schema: object | undefined): Record<string, Schema | undefined> {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, Schema> };
  return properties;
}

function shownRequest(said: Spoken | null, length: string | undefined, named: string | null): Text {
  const isEmpty = length === undefined || length === "0";
  if (said === null || said.body === undefined) {
    const of = named === null ? [] : [`in the name of ${named}`];
    const parts = isEmpty ? of : [`${length} bytes`, ...of];
    return { text: parts.length === 0 ? null : `‹${parts.join(", ")}›`, masked: !isEmpty };
  }
  const { value, masked } = shownBySchema(said.body, toSchema(said.operation?.inputSchema));
  return { text: short(value), masked };
}

function shownAnswer({ operation, output, problem }: Spoken): string | null {
  if (problem) return short(shownProblem(problem, operation?.inputSchema));
  if (output === undefined) return null;
  return short(shownBySchema(output, toSchema(operation?.outputSchema)).value);
}

function toSchema(schema: object | undefined): Schema | undefined {
  return schema && { ...schema };
}

const charactersMax = 16_000;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text;
}

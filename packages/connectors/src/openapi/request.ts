import { type AppError, invalidMember } from "@crossdock/core";
import { isObject } from "./json.ts";
import { type CallMethod, callMethods } from "./settings.ts";

/** What is sent, before its credential is added. */
export type ApiRequest = {
  method: CallMethod;
  url: string;
  headers: Record<string, string>;
  body: string | null;
};

/** The values of a call by where they go; `undefined` is left out. */
export type RequestValues = {
  path: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  header: Readonly<Record<string, unknown>>;
  /** JSON, or an object that becomes a form; `undefined` is no body. */
  body?: unknown;
};

export type RequestTarget = {
  /** With or without a path of its own, which the template is put behind. */
  baseUrl: string;
  method: string;
  /** `/orders/{id}` */
  path: string;
  /** Of the body; JSON where left out. */
  mediaType?: string | undefined;
};

/**
 * The request that an operation and its values make.
 * @throws AppError `validation_failed` where a value is missing in the path or cannot stand in its place
 */
export function buildRequest(target: RequestTarget, values: RequestValues): ApiRequest {
  const method = callMethods.find((one) => one === target.method);
  if (!method) throw invalid("method", `${target.method} is no method that can be called.`);
  const base = target.baseUrl.replace(/\/+$/, "");
  const url = `${base}${pathOf(target.path, values.path)}${queryOf(values.query)}`;
  const mediaType = target.mediaType ?? "application/json";
  const body = values.body === undefined ? null : bodyOf(values.body, mediaType);
  return {
    method,
    url,
    headers: {
      accept: "application/json",
      ...headersOf(values.header),
      ...(body === null ? {} : { "content-type": mediaType }),
    },
    body,
  };
}

function pathOf(template: string, values: RequestValues["path"]): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const text = value === undefined || value === null ? "" : textOf(value);
    // A segment of dots would be taken for a step up: another path than the one that was chosen.
    if (text === "" || /^\.{1,2}$/.test(text)) {
      throw invalid(`path/${name}`, `The path needs a value for ${name}.`);
    }
    return encodeURIComponent(text);
  });
}

function queryOf(values: RequestValues["query"]): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, textOf(one));
  }
  return query.size === 0 ? "" : `?${query}`;
}

function headersOf(values: RequestValues["header"]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    const text = textOf(value);
    // Against a line break in a value, which would begin a header of its own.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw invalid(`header/${name}`, `${name} can't be sent as a header with this value.`);
    }
    if (ours.has(name.toLowerCase())) throw invalid(`header/${name}`, `${name} is set by itself.`);
    headers[name.toLowerCase()] = text;
  }
  return headers;
}

// They say where a request ends, to whom it goes and from whom it comes.
const ours = new Set([
  ...["host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te"],
  ...["content-type", "trailer", "keep-alive", "authorization"],
]);

function bodyOf(body: unknown, mediaType: string): string {
  if (!mediaType.startsWith("application/x-www-form-urlencoded")) {
    return typeof body === "string" && !mediaType.includes("json") ? body : JSON.stringify(body);
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(isObject(body) ? body : {})) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, textOf(one));
  }
  return form.toString();
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function invalid(pointer: string, detail: string): AppError {
  return invalidMember({ pointer: `#/${pointer}`, code: "invalid_value", detail });
}

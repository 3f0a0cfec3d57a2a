import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { parseJson } from "@crossdock/core";

/** A part of what was sent that the log does not have. */
export type MissingPart = {
  /** Where it stands: `lines/0/sku`. */
  name: string;
  /** What is known of it, such as "text, 11 characters". */
  hint: string;
};

/** What was sent, as members of an object: the body's, or those of the query. Null where it was not kept. */
export type Sent = { members: Record<string, unknown>; inQuery: boolean } | null;

/** The name of the field for all of what was sent, where none of it was kept. */
export const writtenName = "";

export function sentOf({ method }: Pick<LogEntry, "method">, detail: LogDetail["detail"]): Sent {
  if (detail === null) return null;
  const inQuery = method === "GET" || method === "DELETE";
  if (inQuery) {
    const members = Object.fromEntries(new URLSearchParams(detail.query ?? ""));
    return { members: withoutUnnamed(members), inQuery };
  }
  const body = detail.requestBody === null ? {} : parseJson(detail.requestBody);
  return isObject(body) ? { members: withoutUnnamed(body), inQuery } : null;
}

/** The masked values in it, each where it stands. */
export function missingParts(value: unknown, name = ""): MissingPart[] {
  if (typeof value === "string") {
    const hint = masked.exec(value)?.[1];
    return hint === undefined ? [] : [{ name, hint }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    missingParts(inner, name === "" ? member : `${name}/${member}`),
  );
}

/** The same value with what was missing put in; a number where the hint says that it was one. */
export function filledIn(
  value: unknown,
  parts: Readonly<Record<string, string>>,
  name = "",
): unknown {
  if (typeof value === "string") {
    const hint = masked.exec(value)?.[1];
    if (hint === undefined) return value;
    const text = parts[name] ?? "";
    return hint === "number" ? Number(text) : text;
  }
  if (typeof value !== "object" || value === null) return value;
  const path = (member: string) => (name === "" ? member : `${name}/${member}`);
  if (Array.isArray(value)) {
    return value.map((inner, index) => filledIn(inner, parts, path(String(index))));
  }
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, filledIn(inner, parts, path(member))]),
  );
}

// As the log masks: ‹text, 11 characters›, ‹number›, ‹2 more›.
const masked = /^‹(.+)›$/;

/** Members whose very names were masked: nobody can put them in. */
function withoutUnnamed(body: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(body).filter(([name]) => !masked.test(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isObject(value) ? withoutUnnamed(value) : value]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

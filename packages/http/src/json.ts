import type { z } from "zod";
import { HttpError } from "./error.ts";
import type { HttpResponse } from "./exchange.ts";

/**
 * Reads an answer's JSON by a schema.
 * @throws HttpError `unknown_shape`, whose cause names the members that differ, never their values
 */
export function readJson<T>({ body }: Pick<HttpResponse, "body">, schema: z.ZodType<T>): T {
  const json = parse(body);
  if (json === undefined) throw unknownShape("It is no JSON.");
  const { data, error } = schema.safeParse(json);
  if (!error) return data;
  const faults = error.issues.slice(0, 3).map((issue) => {
    const { path, message } = leaf(issue);
    return `${path.map(String).join(".") || "It"}: ${message}`;
  });
  throw unknownShape(`${faults.join("; ")}.`);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

// Of a union, what the first of its shapes lacks: "invalid input" alone helps nobody.
function leaf(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, "path" | "message"> {
  const first = issue.code === "invalid_union" ? issue.errors[0]?.[0] : undefined;
  return first ? { path: [...issue.path, ...first.path], message: first.message } : issue;
}

function unknownShape(detail: string): HttpError {
  return new HttpError("unknown_shape", new Error(detail));
}

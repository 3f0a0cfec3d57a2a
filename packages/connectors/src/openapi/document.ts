import { AppError } from "@crossdock/core";
import { parseDocument } from "yaml";
import { isObject, type JsonObject, listOf, objectOf, textOf } from "./json.ts";

/** An OpenAPI document that could be read. References to other files are never followed. */
export type ApiDocument = {
  title: string;
  version: string;
  /** Where its first server stands; may be relative to where the document came from. */
  server: string | null;
  root: JsonObject;
};

/** In bytes. Reading YAML takes twenty times as long as reading JSON, so that less of it is taken. */
const documentSizeMax = { json: 8_000_000, yaml: 1_000_000 };

/**
 * Reads an OpenAPI document (3.0 or 3.1) from JSON or YAML. Faults that do not hinder its use are
 * passed over: many documents in use have some.
 * @throws AppError `validation_failed` that names the mend
 */
export function readDocument(text: string): ApiDocument {
  const root = parse(text);
  const dialect = textOf(root.openapi) ?? textOf(root.swagger) ?? "";
  if (!/^3\.[01](\.|$)/.test(dialect)) {
    throw unreadable(
      dialect === ""
        ? "This is no OpenAPI document: it has no member openapi."
        : `This document is of version ${dialect.slice(0, 20)}. Convert it to OpenAPI 3.0 or 3.1.`,
    );
  }
  if (!isObject(root.paths)) throw unreadable("This document describes no paths.");
  const info = objectOf(root.info);
  return {
    title: (textOf(info.title) ?? "An API without a title").slice(0, 200),
    version: String(info.version ?? "").slice(0, 50),
    server: serverOf(root),
    root,
  };
}

function parse(text: string): JsonObject {
  const isJson = /^\s*\{/.test(text);
  const sizeMax = isJson ? documentSizeMax.json : documentSizeMax.yaml;
  if (Buffer.byteLength(text) > sizeMax) {
    const hint = isJson
      ? "Take out what you do not use."
      : "Convert it to JSON, which may be larger.";
    throw unreadable(`This document is larger than ${sizeMax / 1_000_000} MB. ${hint}`);
  }
  const root = isJson ? parseJson(text) : parseYaml(text);
  if (isObject(root)) return root;
  throw unreadable("This is no OpenAPI document: it must be an object.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`This is not valid JSON: ${messageOf(error)}`);
  }
}

function parseYaml(text: string): unknown {
  try {
    const document = parseDocument(text, { logLevel: "silent" });
    const [fault] = document.errors;
    if (fault) throw fault;
    // Against aliases of aliases, by which a few lines grow to gigabytes.
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw unreadable(`This is not valid YAML: ${messageOf(error)}`);
  }
}

/** The first server, with the defaults of its variables filled in. */
function serverOf(root: JsonObject): string | null {
  const server = objectOf(listOf(root.servers)[0]);
  const variables = objectOf(server.variables);
  const url = textOf(server.url)?.replace(/\{([^{}]{1,100})\}/g, (_, name: string) =>
    String(objectOf(variables[name]).default ?? ""),
  );
  return url ? url.slice(0, 2000) : null;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}

function unreadable(detail: string): AppError {
  return new AppError("validation_failed", {
    detail,
    errors: [{ pointer: "#/document", code: "document_unreadable", detail }],
  });
}

import type { Document, Operation as DocumentOperation } from "./document.ts";
import type { Member } from "./members.ts";
import { membersOf, typeOf } from "./members.ts";

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | undefined;
  scope: string | undefined;
  parameters: Member[];
  body: Member[];
  answers: { status: string; description: string; type: string }[];
  curl: string;
};

/** The operations by tag, as the reference shows them. */
export function operationsByTag(document: Document): [string, Operation[]][] {
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? "Other";
      const group = groups.get(tag) ?? [];
      groups.set(tag, [...group, toOperation(document, method.toUpperCase(), path, operation)]);
    }
  }
  return [...groups];
}

function toOperation(
  document: Document,
  method: string,
  path: string,
  operation: DocumentOperation,
): Operation {
  const body = operation.requestBody?.content["application/json"];
  const merge = operation.requestBody?.content["application/merge-patch+json"];
  const media = body ?? merge;
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description,
    scope: Object.values(operation.security[0] ?? {})[0]?.[0],
    parameters: operation.parameters.map((parameter) => toMember(document, parameter)),
    body: media ? membersOf(document, media.schema) : [],
    answers: Object.entries(operation.responses).map(([status, answer]) =>
      toAnswer(document, status, answer),
    ),
    curl: toCurl(document, method, path, operation, media?.example),
  };
}

function toMember(document: Document, parameter: DocumentOperation["parameters"][number]): Member {
  const name = parameter.$ref?.split("/").at(-1);
  const target = name === undefined ? parameter : (document.components.parameters[name] ?? {});
  return {
    name: target.name ?? "",
    type: `${typeOf(document, target.schema ?? {})} in ${target.in}`,
    required: target.required ?? false,
    description: target.description ?? "",
  };
}

function toAnswer(document: Document, status: string, answer: { $ref?: string | undefined }) {
  const name = answer.$ref?.split("/").at(-1);
  const target: Document["components"]["responses"][string] =
    name === undefined ? answer : (document.components.responses[name] ?? {});
  const schema = target.content?.["application/json"]?.schema;
  return {
    status,
    description: target.description ?? "",
    type: schema ? typeOf(document, schema) : "",
  };
}

/** A call that works once the variables of "Getting started" are set. */
function toCurl(
  document: Document,
  method: string,
  path: string,
  { parameters }: DocumentOperation,
  example: unknown,
): string {
  const url = `$CROSSDOCK_URL${document.servers[0]?.url ?? ""}${path}`;
  const isRepeatable = parameters.some(({ $ref }) => $ref?.endsWith("Required"));
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${url}"`,
    `-H "Authorization: Bearer $CROSSDOCK_KEY"`,
    ...(isRepeatable ? [`-H "Idempotency-Key: $(date +%s)"`] : []),
    ...(example === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example)}'`]),
  ].join(" \\\n  ");
}

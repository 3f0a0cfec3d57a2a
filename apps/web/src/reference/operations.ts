import type { Answer, Failure } from "./answers.ts";
import { answersOf, failuresOf } from "./answers.ts";
import { curlOf } from "./curl.ts";
import type { Document, Operation as DocumentOperation, Parameter, Schema } from "./document.ts";
import { operationsIn, parameterOf } from "./document.ts";
import type { Member } from "./members.ts";
import { membersOf, resolve, typeOf } from "./members.ts";
import { createSampler } from "./sample.ts";

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | undefined;
  deprecated: boolean;
  /** What a call takes of the quota. */
  cost: number;
  scope: string | undefined;
  /** In the path and the query. */
  parameters: Member[];
  headers: Member[];
  body: Member[];
  /** The media types that the body may have. */
  formats: string[];
  answers: Answer[];
  failures: Failure[];
  curl: string;
  /** The first answer as JSON for people; nothing where it has no body. */
  example: string | undefined;
};

export type Reference = {
  groups: [tag: string, operations: Operation[]][];
  /** What every operation has, and none of `groups` repeats. */
  everywhere: { headers: string[]; failures: Failure[] };
};

/** The operations by tag, as the reference shows them. */
export function readReference(document: Document): Reference {
  const sample = createSampler(document);
  const tagged = operationsIn(document).map(({ method, path, operation }) => ({
    tag: operation.tags[0] ?? "Other",
    shown: toOperation({ document, sample, method, path, operation }),
  }));
  const all = tagged.map(({ shown }) => shown);
  const everywhere = commonOf(all);
  const groups = [...Map.groupBy(tagged, ({ tag }) => tag)].map(
    ([tag, members]): Reference["groups"][number] => [
      tag,
      members.map(({ shown }) => without(everywhere, shown)),
    ],
  );
  return { groups, everywhere };
}

function commonOf(operations: Operation[]): Reference["everywhere"] {
  const answers = operations.flatMap((operation) => operation.answers);
  const { headers = [] } = answers[0] ?? {};
  const { failures = [] } = operations[0] ?? {};
  return {
    headers: headers.filter((name) => answers.every((answer) => answer.headers.includes(name))),
    failures: failures.filter(({ code }) =>
      operations.every((operation) => operation.failures.some((other) => other.code === code)),
    ),
  };
}

function without({ headers, failures }: Reference["everywhere"], operation: Operation): Operation {
  return {
    ...operation,
    answers: operation.answers.map((answer) => ({
      ...answer,
      headers: answer.headers.filter((name) => !headers.includes(name)),
    })),
    failures: operation.failures.filter(({ code }) => !failures.some((one) => one.code === code)),
  };
}

type Source = {
  document: Document;
  sample: (schema: Schema, name?: string) => unknown;
  method: string;
  path: string;
  operation: DocumentOperation;
};

function toOperation({ document, sample, method, path, operation }: Source): Operation {
  const { operationId: id, summary, description, deprecated = false, requestBody } = operation;
  const cost = operation["x-cost"] ?? 1;
  const parameters = operation.parameters.map((parameter) => parameterOf(document, parameter));
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body =
    type && media ? { type, value: media.example ?? exampleBody(media.schema) } : undefined;
  return {
    ...{ id, method, path, summary, description, deprecated, cost },
    scope: Object.values(operation.security[0] ?? {})[0]?.[0],
    parameters: parameters.filter(({ in: place }) => place !== "header").map(toMember),
    headers: parameters.filter(({ in: place }) => place === "header").map(toMember),
    body: media ? membersOf(document, media.schema) : [],
    formats: Object.keys(requestBody?.content ?? {}),
    answers: answersOf(document, operation),
    failures: failuresOf(document, operation),
    curl: curlOf({ document, method, path, parameters, body, sample }),
    example: exampleAnswer(operation, sample),
  };

  /** What must be sent, or one member of what may be. */
  function exampleBody(schema: Schema): object {
    const { properties = {}, required = [] } = resolve(document, schema);
    const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
    return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, name)]));
  }

  function toMember({ name = "", schema = {}, required = false, ...rest }: Parameter): Member {
    const place = rest.in === "header" ? "" : ` in ${rest.in}`;
    const type = typeOf(document, schema) + place;
    return { name, type, required, description: rest.description ?? "" };
  }
}

function exampleAnswer(
  { responses }: DocumentOperation,
  sample: Source["sample"],
): string | undefined {
  const media = Object.values(responses)[0]?.content?.["application/json"];
  return media && JSON.stringify(media.example ?? sample(media.schema), null, 2);
}

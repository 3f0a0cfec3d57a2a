import type { Document, Operation as DocumentOperation, Response } from "./document.ts";
import { nameOf, responseOf } from "./document.ts";
import { typeOf } from "./members.ts";

/** What an operation answers when it does as it is asked, or need not. */
export type Answer = {
  status: string;
  description: string;
  type: string;
  /** The schema that explains `type`, where it has a name. */
  schema: string | undefined;
  formats: string[];
  headers: string[];
  /** The operations that its members lead to. */
  links: string[];
};

/** One error that an operation may answer with. */
export type Failure = { status: string; code: string; title: string };

export function answersOf(document: Document, operation: DocumentOperation): Answer[] {
  return responses(document, operation)
    .filter(([status]) => !isError(status))
    .map(([status, response]) => toAnswer(document, status, response));
}

export function failuresOf(document: Document, operation: DocumentOperation): Failure[] {
  return responses(document, operation)
    .filter(([status]) => isError(status))
    .flatMap(([status, { description = "" }]) => toFailures(status, description));
}

function responses(document: Document, { responses }: DocumentOperation) {
  return Object.entries(responses).map(
    ([status, response]) => [status, responseOf(document, response)] as const,
  );
}

function isError(status: string): boolean {
  return Number(status) >= 400;
}

function toAnswer(document: Document, status: string, response: Response): Answer {
  const { content = {}, headers = {}, links = {}, description = "" } = response;
  const schema = content["application/json"]?.schema;
  return {
    status,
    description,
    type: schema ? typeOf(document, schema) : "",
    schema: schema?.$ref && nameOf(schema.$ref),
    formats: Object.keys(content),
    headers: Object.keys(headers),
    links: [...new Set(Object.values(links).map(({ operationId }) => operationId))],
  };
}

/** The document tells the errors of a status in its description: `` `code`: Title. `` for each. */
function toFailures(status: string, description: string): Failure[] {
  return [...description.matchAll(/`(\w+)`: ([^`]+?)\.?(?= `|$)/g)].map(
    ([, code = "", title = ""]) => ({ status, code, title }),
  );
}

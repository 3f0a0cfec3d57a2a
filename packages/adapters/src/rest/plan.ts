import { type JsonSchema, membersOf, requiredOf } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { compileRevive, type Revive } from "../wire.ts";
import { compileXmlReader } from "../xml/read.ts";
import { type Coercion, compileCoercion } from "./coerce.ts";
import { compileMembers, type Members } from "./members.ts";

/** What the handler works out about an operation once, so that a request costs no look at a schema. */
export type Plan = {
  operation: Operation;
  /** The name of the version, where there are several. */
  version: string | undefined;
  params: { name: string; one: Coercion["one"] }[];
  members: Members;
  /** The media types that the body may have; none where the operation takes no body. */
  bodyTypes: string[];
  readXml: (text: string) => Record<string, unknown>;
  /** Makes dates and bigints of their texts, where the input has any. */
  revive: Revive | undefined;
  /** Whether an answer may have a next page to link to. */
  paged: boolean;
  /** The root element of an answer in XML. */
  xmlRoot: string;
};

export function compilePlan(operation: Operation, version: string | undefined): Plan {
  const { inputSchema, outputSchema, params } = operation;
  const members = compileMembers(inputSchema);
  return {
    operation,
    version,
    params: params.map((name) => ({ name, one: members.scalars.get(name)?.one ?? same })),
    members,
    bodyTypes: bodyTypes(operation),
    readXml: compileXmlReader(inputSchema),
    revive: compileRevive(inputSchema),
    paged: outputSchema !== undefined && membersOf(outputSchema).has("nextCursor"),
    xmlRoot: xmlRoot(operation),
  };
}

/** The media types that the operation's body may have (RFC 7396 for merge patches). */
export function bodyTypes({ method, inputSchema, params }: Operation): string[] {
  if (method === "GET" || method === "DELETE") return [];
  const required = requiredOf(inputSchema);
  const members = [...membersOf(inputSchema)].filter(([name]) => !params.includes(name));
  const inForm = members.every(
    ([name, schema]) => !required.includes(name) || compileCoercion(schema, inputSchema),
  );
  return [
    "application/json",
    ...(method === "PATCH" ? ["application/merge-patch+json"] : []),
    "application/xml",
    ...(inForm ? ["application/x-www-form-urlencoded"] : []),
  ];
}

/**
 * The resource's name: that of its schema (`Order`: `order`), or for a list the last word of its path
 * (`/orders`: `orders`).
 */
function xmlRoot({ path, outputSchema, params }: Operation): string {
  const words = path.split("/").filter((word) => word !== "" && !word.startsWith("{"));
  const last = words.at(-1) ?? "result";
  if (outputSchema === undefined || membersOf(outputSchema).has("data")) return last;
  const name = schemaName(outputSchema);
  if (name !== undefined) return name.charAt(0).toLowerCase() + name.slice(1);
  return params.length > 0 && last.endsWith("s") ? last.slice(0, -1) : last;
}

function schemaName({ $ref, id }: JsonSchema & { id?: unknown }): string | undefined {
  const name = $ref?.startsWith("#/$defs/") ? $ref.slice("#/$defs/".length) : id;
  return typeof name === "string" && /^[A-Za-z]\w*$/.test(name) ? name : undefined;
}

function same(text: string): string {
  return text;
}

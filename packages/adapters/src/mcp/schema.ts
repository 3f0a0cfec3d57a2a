import { isObject, type JsonSchema, membersOf, resolve } from "../json-schema.ts";
import type { Operation } from "../operation.ts";

/** The argument by which a tool takes what REST takes as the header `Idempotency-Key`. */
export const keyArgument = "idempotencyKey";

const keySchema: JsonSchema = {
  type: "string",
  minLength: 1,
  maxLength: 255,
  pattern: "^[ -~]*$",
  description: "A fresh key, such as a UUID, for each new call; the same one for a retry of it.",
};

/**
 * What a tool takes: an object at the root that refers to nothing outside itself, as the protocol has it.
 * @throws Error with the mend, where the input is no object
 */
export function argumentsSchema(
  input: JsonSchema,
  idempotencyKey: Operation["idempotencyKey"],
): JsonSchema {
  if (!isObject(input)) {
    throw new Error("mcp needs an object schema as input; wrap it in z.strictObject().");
  }
  if (idempotencyKey === undefined) return { ...rootOf(input), type: "object" };
  if (membersOf(input).has(keyArgument)) {
    throw new Error(`the tool's key is named ${keyArgument} too; rename that member of the input.`);
  }
  const keyed = withKey(rootOf(input), input, idempotencyKey === "required");
  return { ...keyed, type: "object" };
}

/** What a tool gives as `structuredContent`; nothing where it gives nothing, or nothing is known of it. */
export function resultSchema(output: JsonSchema | undefined): JsonSchema | undefined {
  if (output === undefined || Object.keys(output).length === 0) return undefined;
  const root = rootOf(output);
  return isObject(output) ? { ...root, type: "object" } : root;
}

/** The root itself in place of a reference to it: many clients follow none there. */
function rootOf(schema: JsonSchema): JsonSchema {
  const { $defs: _, ...root } = resolve(schema, schema);
  const all = Object.entries(schema.$defs ?? {});
  const used = all.filter(([name]) => {
    const others = all.filter(([other]) => other !== name);
    return JSON.stringify([root, others]).includes(`"#/$defs/${name}"`);
  });
  return used.length === 0 ? root : { ...root, $defs: Object.fromEntries(used) };
}

/** Adds the key to every branch: one that takes no other members would refuse it. */
function withKey(schema: JsonSchema, root: JsonSchema, isRequired: boolean): JsonSchema {
  const resolved = resolve(schema, root);
  for (const keyword of ["anyOf", "oneOf", "allOf"] as const) {
    const branches = resolved[keyword];
    if (branches === undefined) continue;
    return { ...resolved, [keyword]: branches.map((branch) => withKey(branch, root, isRequired)) };
  }
  return {
    ...resolved,
    properties: { ...resolved.properties, [keyArgument]: keySchema },
    ...(isRequired ? { required: [...(resolved.required ?? []), keyArgument] } : {}),
  };
}

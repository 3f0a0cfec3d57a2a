import { createRequire } from "node:module";
import { dirname, join } from "node:path";

type Mapped = { errors: false | { message: string }[]; result?: unknown };

type Schemas = Record<
  "validateAndMap" | "validateAndUnmap",
  (value: unknown, model: unknown) => Mapped
>;

const load = createRequire(import.meta.url);
const sdk = dirname(load.resolve("@paypal/paypal-server-sdk"));
const schemas: Schemas = load(join(sdk, "schema.js"));

/**
 * A body as the SDK understands it: read and written by the SDK's own schema of that name, which leaves
 * out what it does not know.
 * @throws Error where a member is missing or of another type
 */
export function throughSdk(model: string, body: unknown): unknown {
  const schema = load(join(sdk, "models", `${model}.js`))[`${model}Schema`];
  return checked(schemas.validateAndUnmap(checked(schemas.validateAndMap(body, schema)), schema));
}

function checked({ errors, result }: Mapped): unknown {
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return result;
}

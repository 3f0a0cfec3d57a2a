import type { z } from "zod";
import { badParameter, type StripeFailure } from "./failure.ts";
import type { FormValue } from "./form.ts";

/**
 * Reads a call's parameters as strictly as Stripe does.
 * @throws StripeFailure 400 that names the first one that is unknown, missing or wrong
 */
export function readParameters<T extends z.ZodType>(
  schema: T,
  form: Record<string, FormValue>,
): z.output<T> {
  const parsed = schema.safeParse(form, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues[0], form);
}

function refusal(
  issue: z.core.$ZodIssue | undefined,
  form: Record<string, FormValue>,
): StripeFailure {
  const param = spelled(issue?.path ?? []);
  if (issue?.code === "unrecognized_keys") {
    const unknown = spelled([...issue.path, issue.keys[0] ?? ""]);
    return badParameter(unknown, `Received unknown parameter: ${unknown}`, "parameter_unknown");
  }
  const value = valueAt(form, issue?.path ?? []);
  if (value === undefined) {
    return badParameter(param, `Missing required param: ${param}.`, "parameter_missing");
  }
  if (value === "") {
    const message = `You passed an empty string for '${param}'. It cannot be unset.`;
    return badParameter(param, message, "parameter_invalid_empty");
  }
  if (issue?.code === "invalid_value") {
    return badParameter(param, `Invalid ${param}: must be one of ${issue.values.join(", ")}`);
  }
  if (issue?.code === "invalid_format" && issue.format === "regex") {
    const message = `Invalid integer: ${String(value)}`;
    return badParameter(param, message, "parameter_invalid_integer");
  }
  return badParameter(param, `Invalid ${param}: ${issue?.message ?? "not readable"}`);
}

function valueAt(form: Record<string, FormValue>, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined,
    form,
  );
}

/** `line_items[0][quantity]`, as Stripe names a parameter. */
function spelled([first, ...rest]: readonly PropertyKey[]): string {
  return [String(first ?? ""), ...rest.map((name) => `[${String(name)}]`)].join("");
}

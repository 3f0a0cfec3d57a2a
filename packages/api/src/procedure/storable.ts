import { pointerTo } from "@crossdock/adapters";
import { AppError, type FieldError } from "@crossdock/core";

/**
 * Refuses what could not be kept as it was sent, whichever transport brings it: NUL, which PostgreSQL
 * has no form for; half of a surrogate pair, which UTF-8 has none for; and a member named `__proto__`,
 * by which a careless merge would change every object (prototype pollution).
 * @throws AppError `validation_failed`
 */
export function refuseUnstorable(input: unknown): void {
  const errors: FieldError[] = [];
  look(input, [], errors);
  if (errors.length > 0)
    throw new AppError("validation_failed", { detail: errors[0]?.detail, errors });
}

const errorsMax = 50;

function look(value: unknown, path: (string | number)[], errors: FieldError[]): void {
  if (errors.length >= errorsMax) return;
  if (typeof value === "string") {
    if (!isStorable(value)) errors.push(fault(path, text));
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      look(item, [...path, index], errors);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === "__proto__" || !isStorable(name)) errors.push(fault(path, memberName));
      else look(member, [...path, name], errors);
    }
  }
}

function isStorable(value: string): boolean {
  return !value.includes("\0") && value.isWellFormed();
}

const text = {
  code: "unstorable_text",
  detail: "This text holds a NUL or half a character.",
  fix: "Take it out.",
};

const memberName = {
  code: "unstorable_name",
  detail: "A member here has a name with a NUL or half a character, or is named __proto__.",
  fix: "Choose another name.",
};

function fault(path: (string | number)[], what: Omit<FieldError, "pointer">): FieldError {
  return { pointer: pointerTo(...path), ...what };
}

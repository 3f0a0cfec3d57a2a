/**
 * The texts of the input that stand in the output under the same names, but not as they were sent. White
 * space at both ends may be gone: that is what the documents say of names and titles.
 */
export function changedTexts(input: unknown, output: unknown, path = ""): string[] {
  if (typeof input === "string" && typeof output === "string") {
    if (output === input || output === input.trim()) return [];
    return [`${path}: ${JSON.stringify(input)} became ${JSON.stringify(output)}`];
  }
  if (!isObject(input) || !isObject(output)) return [];
  return Object.keys(input)
    .filter((name) => Object.hasOwn(output, name))
    .flatMap((name) => changedTexts(input[name], output[name], `${path}/${name}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

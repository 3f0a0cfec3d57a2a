/** The name of a schema without an id: `notes.create` has `NotesCreateInput`. */
export function schemaName(operation: string, side: "Input" | "Output"): string {
  return pascalCase(operation) + side;
}

/** `idempotency_key_reused` and `notes.create` as one capitalised word. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

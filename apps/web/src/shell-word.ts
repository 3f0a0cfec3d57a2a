/** A text as one word of a shell's command, whatever is in it. */
export function shellWord(text: string): string {
  // A shell ends '…' at the next quote, so one inside is written outside.
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

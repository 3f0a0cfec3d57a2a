/**
 * One record of a CSV file (RFC 4180), with its line end. What a spreadsheet would take for a formula
 * gets an apostrophe in front: a name that somebody chose must not run on the reader's machine
 * (CWE-1236). Numbers are written as they are.
 */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Behind white space too, and in the full width of East Asian keyboards, which spreadsheets read alike.
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

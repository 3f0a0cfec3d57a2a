import { signInLink } from "../sign-in-link.ts";

/**
 * What a mail's text may be made of besides plain paragraphs, which empty lines part: `# headings`,
 * `- lists`, `| tables | of cells |`, `**bold**` and `[links](https://…)`; a link that is alone in its
 * paragraph becomes a button. Of one text come the mail's HTML and its plain form.
 */

/**
 * A value in a text, so that nothing of it is read as markup: titles and messages come from outside,
 * and could else put links or tables into the shop's mail.
 */
export function asValue(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const plain = withoutMarks(text).replace(/\r\n?/g, "\n");
  return plain.replace(/[\n!-/:-@[-`{-~]/g, (char) =>
    String.fromCharCode(firstMark + char.charCodeAt(0)),
  );
}

/** Takes out of a text what only `asValue` may put there. */
export function withoutMarks(text: string): string {
  return text.replace(marks, "");
}

/** The HTML of a text: nothing of it is ever taken as HTML. */
export function toHtml(text: string): string {
  return blocksOf(text).map(htmlOf).join("\n");
}

/** The text as a mail's plain part. */
export function toText(text: string): string {
  return blocksOf(text)
    .map((block) => linesOf(block).map(textOf).join("\n"))
    .join("\n\n");
}

/** A value as it was, for what is no markup: the subject. */
export function plain(text: string): string {
  return text.replace(marks, (mark) => String.fromCharCode(mark.charCodeAt(0) - firstMark));
}

// Of Unicode's private use: no text that means anything has them.
const firstMark = 0xe000;
const marks = /[\ue000-\ue07f]/g;

const link = /\[([^\]\n]+)\]\(([^)\n]+)\)/g;
const alone = /^\[([^\]\n]+)\]\(([^)\n]+)\)$/;

function blocksOf(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
}

function linesOf(block: string): string[] {
  return block.split("\n").map((line) => line.trim());
}

function htmlOf(block: string): string {
  const lines = linesOf(block);
  const heading = /^(#{1,2}) (.+)$/.exec(block);
  if (heading) return `<h2 style="${styles.heading}">${inline(heading[2] ?? "")}</h2>`;
  if (lines.every((line) => line.startsWith("|"))) return tableOf(lines);
  if (lines.every((line) => line.startsWith("- "))) {
    const items = lines.map((line) => `<li>${inline(line.slice(2))}</li>`);
    return `<ul style="${styles.block}">${items.join("")}</ul>`;
  }
  const button = alone.exec(block);
  const href = button && hrefOf(button[2] ?? "");
  if (button && href) {
    return `<p style="${styles.block}"><a href="${href}" style="${styles.button}">${html(button[1] ?? "")}</a></p>`;
  }
  return `<p style="${styles.block}">${lines.map(inline).join("<br>")}</p>`;
}

function tableOf(lines: string[]): string {
  const rows = lines.map((line) => {
    const cells = cellsOf(line);
    const tds = cells.map((cell, index) => {
      const align = index > 0 && index === cells.length - 1 ? "right" : "left";
      return `<td style="${styles.cell};text-align:${align}">${inline(cell)}</td>`;
    });
    return `<tr>${tds.join("")}</tr>`;
  });
  return `<table role="presentation" style="${styles.table}">${rows.join("")}</table>`;
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function inline(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(link)) {
    const href = hrefOf(match[2] ?? "");
    parts.push(bold(text.slice(end, match.index)));
    parts.push(href ? `<a href="${href}">${html(match[1] ?? "")}</a>` : html(match[0]));
    end = match.index + match[0].length;
  }
  parts.push(bold(text.slice(end)));
  return parts.join("");
}

function bold(text: string): string {
  // Split before anything is unmarked: a value's asterisks are no markup.
  return text
    .split(/\*\*([^*]+)\*\*/)
    .map((part, index) => (index % 2 === 1 ? `<strong>${html(part)}</strong>` : html(part)))
    .join("");
}

function textOf(line: string): string {
  if (line.startsWith("|")) return cellsOf(line).map(textOf).join(": ");
  return plain(
    line
      .replace(/^#{1,2} /, "")
      .replace(/\*\*([^*]+)\*\*/g, "$1")
      .replace(link, (_whole, label: string, href: string) => `${label}: ${href}`),
  );
}

/** The address of a link as an attribute; null for one that could run in the reader (`javascript:`). */
function hrefOf(address: string): string | null {
  const text = plain(address).trim();
  return /^(https?:\/\/|mailto:)[^\s]+$/i.test(text) || text === signInLink ? html(text) : null;
}

// What is marked is escaped with all else, and a value's line breaks are shown.
function html(text: string): string {
  return plain(text)
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replaceAll("\n", "<br>");
}

const styles = {
  block: "margin:0 0 16px",
  heading: "margin:0 0 16px;font-size:18px;line-height:24px",
  table: "width:100%;border-collapse:collapse;margin:0 0 16px",
  cell: "padding:6px 0;border-bottom:1px solid #e4e4e2;vertical-align:top",
  button:
    "display:inline-block;padding:10px 18px;border-radius:6px;background:#1f3a5f;color:#ffffff;text-decoration:none",
};

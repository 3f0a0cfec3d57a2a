import { style } from "./style.ts";

/** Markup that is safe to send: made by `html` alone. */
export type Html = { markup: string };

/** A template whose values are escaped, unless they are markup themselves. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  const markup = parts.reduce((done, part, index) => {
    const value = values[index - 1] ?? "";
    return `${done}${rendered(value)}${part}`;
  });
  return { markup };
}

export const nothing: Html = { markup: "" };

function rendered(value: string | Html | Html[]): string {
  if (typeof value === "string") return escaped(value);
  return Array.isArray(value) ? value.map(({ markup }) => markup).join("") : value.markup;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (one) => entities[one] ?? one);
}

/** A whole page, without a script; browsers would ask the API for an icon, which wants a key for it. */
export function page(title: string, body: Html, wide = false): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<div class="hatch"></div>
<main class="${wide ? "wide" : "narrow"}">
<p class="badge">Test payment: no money moves</p>
${body}
</main>
</body>
</html>
`.markup;
}

import { createHash } from "node:crypto";
import type { Configuration } from "oidc-provider";

/** What a browser sees where there is nobody to send it back to: a plain page, with nothing secret in it. */
export const renderErrorPage: Configuration["renderError"] = (ctx, out) => {
  if (ctx.accepts("json", "html") !== "html") {
    ctx.body = out;
    return;
  }
  const { error, error_description: description = "" } = out;
  ctx.type = "html";
  ctx.set("Content-Security-Policy", policy);
  ctx.body = page(htmlSafe(error), htmlSafe(description));
};

const style = `
body { margin: 15vh auto; max-width: 28rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.25rem; }
code { font-size: 0.875rem; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`;

function page(error: string, description: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>This sign-in cannot go on</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>This sign-in cannot go on</h1>
<p>The program that sent you here asked for something that cannot be given. Go back to it and start again; if that does not help, tell its makers what stands below.</p>
<p><code>${error}${description ? `: ${description}` : ""}</code></p>
</main>
</body>
</html>
`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function htmlSafe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

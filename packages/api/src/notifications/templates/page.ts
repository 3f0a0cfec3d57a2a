/** The whole of a mail's HTML around its text. Styles are attributes: mail programs drop the rest. */
export function page(content: string, title: string, locale: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)}</title>
</head>
<body style="margin:0;padding:24px 12px;background:#f5f5f4">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;color:#1c1c1a;border-radius:8px;font-family:system-ui,-apple-system,'Segoe UI',Arial,sans-serif;font-size:15px;line-height:22px;overflow-wrap:anywhere">
${content}
</div>
</body>
</html>
`;
}

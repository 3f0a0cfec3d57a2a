/**
 * True for three parts in base64url as RFC 7515 §2 writes them. Decoders also take padding, and other
 * letters for bits that belong to no byte: one token would have many spellings.
 */
export function isCompactJws(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 3 && parts.every(isBase64url);
}

function isBase64url(part: string): boolean {
  return part !== "" && Buffer.from(part, "base64url").toString("base64url") === part;
}

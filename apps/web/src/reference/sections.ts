export type Section = { title: string; paragraphs: string[] };

/** The parts of one of our plain Markdown pages: `## ` headings with paragraphs below. */
export function sectionsOf(markdown: string): Section[] {
  const [, ...parts] = markdown.split(/^## /m);
  return parts.map((part) => {
    const [title = "", ...paragraphs] = part.trim().split(/\n{2,}/);
    return { title, paragraphs };
  });
}

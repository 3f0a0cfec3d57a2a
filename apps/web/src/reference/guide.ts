export type Guide = { title: string; sections: Section[] };

type Section = { id: string; title: string; blocks: Block[] };

/** A paragraph, or the kind and the text of a fenced block. */
export type Block = { kind: string; text: string };

/** Reads the Markdown that our guide is written in: headings, paragraphs, and fenced blocks with a kind. */
export function readGuide(markdown: string): Guide {
  const [head = "", ...parts] = markdown.split(/^## /m);
  const sections = parts.map((part) => {
    const [title = ""] = part.split("\n", 1);
    return { id: slug(title), title, blocks: blocksOf(part.slice(title.length)) };
  });
  return { title: head.trim().replace(/^# /, ""), sections };
}

function blocksOf(body: string): Block[] {
  return body.split(/^```/m).flatMap((part, index) => {
    if (index % 2 === 1) {
      const [kind = ""] = part.split("\n", 1);
      return [{ kind, text: part.slice(kind.length).trim() }];
    }
    const paragraphs = part.split(/\n{2,}/).map((text) => text.trim());
    return paragraphs.filter((text) => text !== "").map((text) => ({ kind: "text", text }));
  });
}

/** `JSON, XML, forms` → `json-xml-forms`. */
function slug(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

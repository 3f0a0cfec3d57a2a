import { expect, test } from "vitest";
import { readGuide } from "./guide.ts";

test("reads headings, paragraphs and fenced blocks", () => {
  const markdown =
    "# A guide\n\n## JSON, forms\n\nOne.\n\nTwo.\n\n```sh\ncurl a\n\ncurl b\n```\n\n## Next\n\nThree.\n";
  expect(readGuide(markdown)).toEqual({
    title: "A guide",
    sections: [
      {
        id: "json-forms",
        title: "JSON, forms",
        blocks: [
          { kind: "text", text: "One." },
          { kind: "text", text: "Two." },
          { kind: "sh", text: "curl a\n\ncurl b" },
        ],
      },
      { id: "next", title: "Next", blocks: [{ kind: "text", text: "Three." }] },
    ],
  });
});

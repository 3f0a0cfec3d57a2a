import { expect, test } from "vitest";
import { sectionsOf } from "./sections.ts";

test("reads the headings and their paragraphs", () => {
  const page =
    "# Not enough stock\n\n`out_of_stock`\n\n## What happened\n\nOne.\n\nTwo.\n\n## Mend\n\nThree.\n";
  expect(sectionsOf(page)).toEqual([
    { title: "What happened", paragraphs: ["One.", "Two."] },
    { title: "Mend", paragraphs: ["Three."] },
  ]);
});

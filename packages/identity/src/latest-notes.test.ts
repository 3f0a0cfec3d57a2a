import { expect, test } from "vitest";
import { createLatestNotes } from "./latest-notes.ts";

test("the latest of each is written once; what could not be written is tried again, unless later is known", async () => {
  const written: unknown[] = [];
  let isDown = true;
  const notes = createLatestNotes<number>(
    async (latest) => {
      if (isDown) throw new Error("down");
      written.push(Object.fromEntries(latest));
    },
    () => {},
  );
  notes.note("a", 1);
  notes.note("b", 1);
  notes.note("b", 2);
  await expect(notes.close()).rejects.toThrow("down");
  isDown = false;
  notes.note("a", 3);
  await notes.close();
  await notes.close();
  expect(written).toEqual([{ a: 3, b: 2 }]);
});

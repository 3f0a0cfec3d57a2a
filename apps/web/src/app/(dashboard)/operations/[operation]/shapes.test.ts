import { expect, test } from "vitest";
import { shapesOf } from "./shapes.ts";

const note = {
  type: "object",
  properties: { id: { type: "string" }, tags: { type: "array", items: { $ref: "#/$defs/Tag" } } },
  required: ["id"],
};
const tag = { type: "object", properties: { word: { type: "string", description: "One word" } } };

const described = {
  method: "PATCH",
  params: ["id"],
  inputSchema: { ...note, $defs: { Tag: tag } },
  outputSchema: { $ref: "#/$defs/Note", $defs: { Note: note, Tag: tag } },
};

const names = (members: { name: string }[]) => members.map(({ name }) => name);

test("members stand where they go, through references", () => {
  const { path, query, body, answer } = shapesOf(described);
  expect(path).toEqual([{ name: "id", type: "string", required: true, description: "" }]);
  expect(query).toEqual([]);
  expect(names(body)).toEqual(["tags", "tags[].word"]);
  expect(body[1]?.description).toBe("One word");
  expect(names(answer)).toEqual(["id", "tags", "tags[].word"]);
});

test("a method without a body takes them in the query, and an empty answer has none", () => {
  const { query, body, answer } = shapesOf({ ...described, method: "GET", outputSchema: null });
  expect(names(query)).toEqual(["tags", "tags[].word"]);
  expect(body).toEqual([]);
  expect(answer).toEqual([]);
});

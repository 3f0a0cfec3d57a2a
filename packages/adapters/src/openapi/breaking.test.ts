import { describe, expect, it, test } from "vitest";
import { buildRegistry } from "../registry.ts";
import { base } from "../testing/book-document.ts";
import { library } from "../testing/library.ts";
import { errorCodes } from "../testing/serve.ts";
import { breakingChanges } from "./breaking.ts";
import { openApiDocument } from "./document.ts";

/** What the members at these places become; undefined takes one away. */
type Change = Record<string, unknown>;

const book = "components/schemas/Book";
const create = "components/schemas/CreateBook";
const list = "paths/~books/get";

function changed(change: Change): object {
  const copy = structuredClone(base);
  for (const [path, value] of Object.entries(change)) {
    const names = path.split("/").map((name) => name.replace("~", "/"));
    const last = names.pop() ?? "";
    const owner = names.reduce<object>((node, name) => Reflect.get(node, name), copy);
    if (value === undefined) Reflect.deleteProperty(owner, last);
    else Reflect.set(owner, last, value);
  }
  return copy;
}

const breaks: [string, Change, string][] = [
  ["a path", { "paths/~books": undefined }, "GET /books: it is gone"],
  ["a method", { "paths/~books/post": undefined }, "POST /books: it is gone"],
  ["a name", { [`${list}/operationId`]: "listBooks" }, "operationId books.list is gone"],
  ["a parameter", { [`${list}/parameters/0/name`]: "size" }, "query limit is gone"],
  ["a demand", { [`${list}/parameters/0/required`]: true }, "query limit is required now"],
  [
    "a new demand",
    { [`${list}/parameters/3`]: { name: "q", in: "query", required: true } },
    "query q is required now",
  ],
  ["a style", { [`${list}/parameters/2/explode`]: false }, "query tag is spelt in another style"],
  ["a maximum", { [`${list}/parameters/0/schema/maximum`]: 50 }, "maximum was 100, is 50"],
  ["a minimum", { [`${list}/parameters/0/schema/minimum`]: 2 }, "minimum was 1, is 2"],
  [
    "an excluded minimum",
    { [`${list}/parameters/0/schema/exclusiveMinimum`]: 1 },
    "minimum was 1, is 2",
  ],
  ["a default", { [`${list}/parameters/0/schema/default`]: 10 }, "default was 20, is 10"],
  ["a type", { [`${list}/parameters/0/schema/type`]: "string" }, "integer is no longer taken"],
  ["an answer", { [`${list}/responses/404`]: undefined }, "the answer 404 is gone"],
  [
    "a header",
    { [`${list}/responses/200/headers`]: {} },
    "the header Link of the answer 200 is gone",
  ],
  [
    "a format of answers",
    { [`${list}/responses/200/content/application~xml`]: undefined },
    "the answer 200 is no longer application/xml",
  ],
  [
    "a shared answer",
    { "components/responses/NotFound/content": {} },
    "the answer 404 is no longer application/problem+json",
  ],
  [
    "a format of bodies",
    { "paths/~books/post/requestBody/content/application~xml": undefined },
    "the body is no longer application/xml",
  ],
  ["a body", { "paths/~books/post/requestBody/required": true }, "a body is required now"],
  [
    "a member of an answer",
    { [`${book}/properties/pages`]: undefined },
    "answer 200 application/json #/data/items/pages: it is gone",
  ],
  ["a certainty", { [`${book}/required`]: ["id", "status"] }, "title: it may be missing now"],
  ["a member's type", { [`${book}/properties/title/type`]: "integer" }, "it may be integer now"],
  [
    "a null",
    {
      [`${book}/properties/title`]: {
        anyOf: [{ type: "string", maxLength: 100 }, { type: "null" }],
      },
    },
    "title: it may be null now",
  ],
  [
    "a new value",
    { [`${book}/properties/status/enum`]: ["in", "out", "lost"] },
    'status: "lost" is a new value of a closed list',
  ],
  [
    "an open list",
    { [`${book}/properties/status`]: { type: "string" } },
    "status: it is no closed list any more",
  ],
  ["a longer answer", { [`${book}/properties/title/maxLength`]: 200 }, "maxLength was 100, is 200"],
  ["another id", { [`${book}/properties/id/pattern`]: "^b_[0-9a-f]{4}$" }, "id: pattern was"],
  ["a record", { [`${book}/properties/notes/additionalProperties`]: {} }, "notes/*: it may be any"],
  [
    "a new member needed",
    { [`${create}/required`]: ["title", "kind"] },
    "kind: it is required now",
  ],
  [
    "a member of a body",
    { [`${create}/properties/kind`]: undefined },
    "body application/json #/kind: it is gone",
  ],
  ["a value", { [`${create}/properties/kind/enum`]: ["novel"] }, '"poem" is no longer taken'],
  [
    "a list that closes",
    { [`${create}/properties/title/enum`]: ["Dune"] },
    "title: it is a closed list now",
  ],
  ["a longer text", { [`${create}/properties/title/minLength`]: 2 }, "minLength was 1, is 2"],
  ["a shorter text", { [`${create}/properties/code/maxLength`]: 4 }, "maxLength was 5, is 4"],
  ["a format", { [`${create}/properties/title/format`]: "email" }, 'format was none, is "email"'],
  [
    "one of two types",
    { [`${create}/properties/pages/type`]: "integer" },
    "null is no longer taken",
  ],
  [
    "a branch",
    { [`${create}/properties/rating/anyOf/1/properties/words/maxLength`]: 9 },
    "rating/words: maxLength was none, is 9",
  ],
  [
    "a scope",
    { [`${list}/security/0/Key`]: ["books:admin"] },
    "Key books:read no longer lets a caller in",
  ],
  [
    "a scheme",
    { [`${list}/security`]: [{ Key: ["books:read"] }, { Key: [], OAuth: [] }] },
    "OAuth books:read books:write no longer lets a caller in",
  ],
  [
    "an open door",
    { "paths/~books/post/security": [{ Key: [] }] },
    "no credential no longer lets a caller in",
  ],
  [
    "a credential",
    { "components/securitySchemes/Key/name": "K" },
    "security scheme Key: name was X-Key",
  ],
  ["a webhook", { webhooks: {} }, "webhook book.lent: it is gone"],
  [
    "a webhook's member",
    { [`${book}/properties/title`]: undefined },
    "webhook book.lent: body application/json #/title: it is gone",
  ],
];

const harmless: [string, Change][] = [
  ["a path", { "paths/~shelves": { get: {} } }],
  ["a method", { "paths/~books/delete": {} }],
  ["a parameter", { [`${list}/parameters/3`]: { name: "q", in: "query" } }],
  ["capitals in a header's name", { [`${list}/parameters/1/name`]: "if-match" }],
  ["a wider range", { [`${list}/parameters/0/schema/maximum`]: 200 }],
  ["the same bound in other words", { [`${list}/parameters/0/schema/exclusiveMinimum`]: 0 }],
  ["a format that the bounds tell", { [`${list}/parameters/0/schema/format`]: "int32" }],
  ["a length that the pattern tells", { [`${create}/properties/code/maxLength`]: 5 }],
  ["a value that is taken", { [`${create}/properties/kind/enum`]: ["novel", "poem", "play"] }],
  ["an optional member", { [`${create}/properties/isbn`]: { type: "string" } }],
  ["a freedom", { [`${create}/required`]: [] }],
  ["an open body", { [`${create}/additionalProperties`]: true }],
  ["a wider type", { [`${create}/properties/pages/type`]: ["number", "null"] }],
  ["a member of an answer", { [`${book}/properties/isbn`]: { type: "string" } }],
  ["a certainty", { [`${book}/required`]: ["id", "title", "status", "pages"] }],
  ["a value that is no longer given", { [`${book}/properties/status/enum`]: ["in"] }],
  [
    "a null that is no longer given",
    { [`${book}/properties/pages`]: { type: "integer", minimum: 1 } },
  ],
  ["a closed list of what was free", { [`${book}/properties/title/enum`]: ["Dune"] }],
  ["a smaller scope", { [`${list}/security/1/OAuth`]: ["books:read"] }],
  ["another way in", { [`${list}/security/2`]: { Cookie: [] } }],
  ["names that are texts", { [`${create}/propertyNames`]: { type: "string" } }],
  ["words", { [`${book}/description`]: "A book.", [`${list}/summary`]: "All of them" }],
];

describe("breakingChanges", () => {
  test.each(breaks)("tells of %s that is lost or changed", (_what, change, line) => {
    expect(breakingChanges(base, changed(change)).join("\n")).toContain(line);
  });

  test.each(harmless)("lets %s pass", (_what, change) => {
    expect(breakingChanges(base, changed(change))).toEqual([]);
  });

  it("names a place once for each format", () => {
    expect(breakingChanges(base, changed({ [`${book}/properties/title`]: undefined }))).toEqual([
      "GET /books: answer 200 application/json #/data/items/title: it is gone",
      "GET /books: answer 200 application/xml #/data/items/title: it is gone",
      "webhook book.lent: body application/json #/title: it is gone",
    ]);
  });

  it("finds nothing between a document and itself, and everything where nothing is left", () => {
    const operations = buildRegistry(library);
    const about = { title: "Library", version: "1", serverUrl: "/api/v1", errorCodes };
    const document = openApiDocument({ operations, ...about });
    expect(breakingChanges(document, structuredClone(document))).toEqual([]);
    const gone = breakingChanges(document, { ...document, paths: {} });
    expect(gone).toHaveLength(operations.length);
  });
});

import { expect, test } from "vitest";
import { createContract } from "./contract.ts";
import { writeXml } from "./xml.ts";

const book = {
  type: "object",
  properties: {
    title: { type: "string", maxLength: 5 },
    pages: { type: ["integer", "null"], minimum: 1 },
    tags: { type: "array", items: { type: "string" } },
    notes: { type: "object", additionalProperties: { type: "string" } },
    readAt: { type: "string", format: "date-time" },
  },
  required: ["title"],
  additionalProperties: false,
};
const media = { schema: { $ref: "#/components/schemas/Book" } };

const contract = createContract({
  paths: {
    "/books/{id}": {
      get: {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^b" } },
          { name: "limit", in: "query", schema: { type: "integer", maximum: 9 } },
          { name: "tag", in: "query", schema: { type: "array", items: { type: "boolean" } } },
        ],
        responses: { 200: { $ref: "#/components/responses/Book" }, 204: { description: "" } },
      },
      put: {
        parameters: [{ name: "If-Match", in: "header", required: true, schema: { minLength: 2 } }],
        requestBody: {
          required: true,
          content: {
            "application/json": media,
            "application/xml": media,
            "application/x-www-form-urlencoded": media,
          },
        },
        responses: {},
      },
    },
    "/books/new": { get: { responses: {} } },
  },
  components: {
    schemas: { Book: book },
    responses: {
      Book: {
        description: "",
        headers: {
          "X-Id": { required: true, schema: { type: "integer", maximum: 9 } },
          "X-Note": { schema: { type: "string" } },
        },
        content: { "application/json": media, "application/xml": media },
      },
    },
  },
});

const json = { "Content-Type": "application/json; charset=utf-8", "X-Id": "1" };
const xml = { "Content-Type": "application/xml", "X-Id": "1" };
const whole = { title: "Dune", pages: null, tags: ["a", "b"], notes: { "1 & i": "<x>" } };

type Case = [
  what: string,
  status: number,
  headers: Record<string, string>,
  body: unknown,
  fault: string,
];

const answers: Case[] = [
  ["a status", 418, json, whole, "the status 418 is undocumented"],
  [
    "a missing header",
    200,
    { "Content-Type": "application/json" },
    whole,
    "the header X-Id is missing",
  ],
  ["a header's value", 200, { ...json, "X-Id": "10" }, whole, "the header X-Id must be <= 9"],
  ["a new header", 200, { ...json, "X-New": "1" }, whole, "the header x-new is undocumented"],
  [
    "a type",
    200,
    { ...json, "Content-Type": "text/html" },
    "",
    "the type text/html is undocumented",
  ],
  ["no type", 200, { "X-Id": "1" }, "", "the type (none) is undocumented"],
  ["no body", 200, json, undefined, "the body is missing"],
  ["a body", 204, json, whole, "the body is undocumented"],
  [
    "a long text",
    200,
    json,
    { title: "Dune 2" },
    "the body/title must NOT have more than 5 characters",
  ],
  ["a member", 200, json, { title: "Dune", a: 1 }, "the body must NOT have additional properties"],
  [
    "a time",
    200,
    json,
    { title: "", readAt: "now" },
    'the body/readAt must match format "date-time"',
  ],
  [
    "a text in XML",
    200,
    xml,
    writeXml({ title: "Dune 2" }, "b"),
    "the body/title must NOT have more",
  ],
  [
    "a number in XML",
    200,
    xml,
    writeXml({ title: "", pages: 0 }, "b"),
    "the body/pages must be >= 1",
  ],
];

test.each(answers)("%s that is not documented is told", (_what, status, headers, body, fault) => {
  const answer = { status, headers: new Headers(headers), body };
  const offences = contract.answerOffences("GET", "/books/{id}", answer);
  expect(offences.join("\n")).toContain(fault);
});

test("what is documented is let pass, in JSON and in XML", () => {
  const offences = [
    contract.answerOffences("GET", "/books/{id}", {
      status: 200,
      headers: new Headers(json),
      body: whole,
    }),
    contract.answerOffences("GET", "/books/{id}", {
      status: 200,
      headers: new Headers({ ...xml, "X-Note": "", Date: "now" }),
      body: writeXml(whole, "book"),
    }),
    contract.answerOffences("GET", "/books/{id}", {
      status: 204,
      headers: new Headers({ "X-A": "" }),
      body: undefined,
    }),
  ];
  expect(offences).toEqual([[], [], ["the header x-a is undocumented"]]);
  const answer = { status: 200, headers: new Headers(xml), body: writeXml(whole, "book") };
  expect(contract.valueOf("GET", "/books/{id}", answer)).toEqual(whole);
});

test("an operation is found by its own path first", () => {
  expect(contract.pathOf("GET", "/books/new?limit=1")).toBe("/books/new");
  expect(contract.pathOf("GET", "/books/b1?limit=1")).toBe("/books/{id}");
  expect(contract.pathOf("POST", "/books/b1")).toBeUndefined();
});

const form = "application/x-www-form-urlencoded";

test.each([
  ["GET", "/shelves", undefined, undefined, "GET /shelves is undocumented"],
  ["GET", "/books/a1", undefined, undefined, 'the path id must match pattern "^b"'],
  ["GET", "/books/b1?limit=10", undefined, undefined, "the query limit must be <= 9"],
  ["GET", "/books/b1?limit=many", undefined, undefined, "the query limit must be integer"],
  ["GET", "/books/b1?tag=1&tag=x", undefined, undefined, "the query tag/1 must be boolean"],
  ["GET", "/books/b1?colour=red", undefined, undefined, "the parameter colour is undocumented"],
  ["PUT", "/books/b1", "application/json", "{}", "the body must have required property 'title'"],
  ["PUT", "/books/b1", "application/xml", "<a><pages>x</pages></a>", "the body/pages must be"],
  ["PUT", "/books/b1", form, "title=Dune&pages=0", "the body/pages must be >= 1"],
  ["PUT", "/books/b1", "text/plain", "Dune", "a body of type text/plain is undocumented"],
  ["PUT", "/books/b1", undefined, undefined, "the body is missing"],
  ["PUT", "/books/b1", undefined, undefined, "the header If-Match is missing"],
])("%s %s of type %s with %j: %5$s", (method, target, type, body, fault) => {
  const headers = new Headers(type === undefined ? {} : { "Content-Type": type });
  expect(contract.requestOffences({ method, target, headers, body }).join("\n")).toContain(fault);
});

test("a request that is documented is let pass", () => {
  const headers = new Headers({ "Content-Type": form, "If-Match": '"1"' });
  const body = "title=Dune&pages=1&tags=a&tags=b";
  const requests = [
    { method: "GET", target: "/books/b1?limit=9&tag=1&tag=false", headers: new Headers() },
    { method: "PUT", target: "/books/b1", headers, body },
  ];
  expect(requests.flatMap((request) => contract.requestOffences(request))).toEqual([]);
});

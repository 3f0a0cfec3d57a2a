import { expect, test } from "vitest";
import {
  changesBetween,
  faultsOf,
  fieldsOf,
  findOperation,
  listOperations,
  readDocument,
} from "./index.ts";

const yaml = `
openapi: 3.0.3
info: { title: Warehouse, version: "7" }
servers: [{ url: "https://{region}.example.com/api", variables: { region: { default: eu } } }]
paths:
  /parcels/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: getParcel, summary: Get a parcel }
    put:
      deprecated: true
      requestBody: { $ref: "#/components/requestBodies/Parcel" }
  /elsewhere: { post: { requestBody: { content: { application/json: { schema: { $ref: "https://evil.example/x.json" } } } } } }
components:
  requestBodies:
    Parcel: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Parcel" } } } }
  schemas:
    Parcel:
      type: object
      required: [to, lines]
      properties:
        to: { $ref: "#/components/schemas/Address" }
        lines: { type: array, minItems: 1, items: { type: object, required: [sku], properties: { sku: { type: string } } } }
        parent: { $ref: "#/components/schemas/Parcel" }
        weight: { type: number, nullable: true, minimum: 0, exclusiveMinimum: true }
    Address:
      allOf:
        - { type: object, required: [city], properties: { city: { type: string, maxLength: 5 } } }
        - { type: object, properties: { country: { type: string, enum: [DE, MT] } } }
`;
const document = readDocument(yaml);
const put = findOperation(document, "PUT", "/parcels/{id}");

test("a document in YAML tells its name, its server and its operations", () => {
  expect(document).toMatchObject({
    title: "Warehouse",
    version: "7",
    server: "https://eu.example.com/api",
  });
  expect(listOperations(document)).toMatchObject([
    { method: "GET", path: "/parcels/{id}", summary: "Get a parcel" },
    { method: "PUT", path: "/parcels/{id}", deprecated: true },
    { method: "POST", path: "/elsewhere" },
  ]);
});

test("an operation's schemas stand alone, endless ones end, and other files are never fetched", () => {
  expect(put?.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
  expect(put?.body?.example).toEqual({
    to: { city: "text", country: "DE" },
    lines: [{ sku: "text" }],
    parent: null,
    weight: 0,
  });
  expect(findOperation(document, "POST", "/elsewhere")?.body?.schema).toEqual({});
  expect(findOperation(document, "POST", "/constructor")).toBeNull();
});

test("the places that values can be given for, through allOf, and a list as one", () => {
  expect(
    fieldsOf(put?.body?.schema ?? {}).map(({ path, type, required }) => [
      path.join("."),
      type,
      required,
    ]),
  ).toEqual([
    ["to.city", "text", true],
    ["to.country", "one of DE, MT", false],
    ["lines", "list of objects", true],
    ["parent", "any value", false],
    ["weight", "number", false],
  ]);
});

test.each([
  [{ to: { city: "Malta" }, lines: [{ sku: "A" }], weight: null }, []],
  [{ to: { city: "Malta" } }, ["lines: This is required."]],
  [
    { to: { city: "Hamburg", country: "US" }, lines: [] },
    [
      "lines: This needs at least 1 entries.",
      "to.city: This may have at most 5 characters.",
      `to.country: This must be one of "DE", "MT".`,
    ],
  ],
  [
    { to: { city: "Malta" }, lines: [{ sku: 7 }], weight: 0 },
    ["lines.0.sku: This must be a text, not 7.", "weight: This must be more than 0."],
  ],
])("what the schema finds wrong with %j", (value, expected) => {
  const faults = faultsOf(put?.body?.schema ?? {}, value);
  expect(faults.map(({ path, detail }) => `${path.join(".")}: ${detail}`).sort()).toEqual(expected);
});

test("what a newer document changes, in what it takes and not in its words", () => {
  const changed = yaml
    .replace("summary: Get a parcel", "summary: Fetch a parcel")
    .replace("required: [city]", "required: [city, country]")
    .replace("/elsewhere", "/away");
  expect(changesBetween(document, readDocument(changed))).toEqual([
    { method: "POST", path: "/elsewhere", change: "removed" },
    { method: "PUT", path: "/parcels/{id}", change: "changed" },
    { method: "POST", path: "/away", change: "added" },
  ]);
});

test.each([
  ["{", /not valid JSON/],
  ["a: [", /not valid YAML/],
  ["hello", /must be an object/],
  ['{"swagger":"2.0"}', /Convert it to OpenAPI 3/],
  ['{"openapi":"3.1.0"}', /no paths/],
  [`{"a":"${"x".repeat(8_000_000)}"}`, /larger than 8 MB/],
  [`a: ${"x".repeat(1_000_000)}`, /Convert it to JSON/],
  [`a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`, /alias/],
  ["[".repeat(100_000), /not valid|an object/],
])("what is no document is refused with the mend: %.20s", (text, message) => {
  expect(() => readDocument(text)).toThrow(message);
});

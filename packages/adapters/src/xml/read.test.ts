import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RestError } from "../errors.ts";
import { toJsonSchema } from "../json-schema.ts";
import { compileXmlReader } from "./read.ts";

const Tree = z.strictObject({
  size: z.int(),
  get children() {
    return z.array(Tree).optional();
  },
});

const Book = z.strictObject({
  title: z.string(),
  pages: z.int().nullable().optional(),
  weight: z.number().optional(),
  inPrint: z.boolean().optional(),
  edition: z.union([z.literal(1), z.literal(2)]).optional(),
  tags: z.array(z.string()).default([]),
  years: z.array(z.int()).optional(),
  grid: z.array(z.array(z.number())).optional(),
  span: z.tuple([z.string(), z.int()], z.boolean()).optional(),
  author: z.strictObject({ name: z.string(), born: z.int().optional() }).optional(),
  notes: z.record(z.string(), z.string()).optional(),
  counts: z.record(z.string(), z.int().nullable()).optional(),
  either: z.union([z.int(), z.array(z.int())]).optional(),
  nameOrNumber: z.union([z.string(), z.int()]).optional(),
  tree: Tree.optional(),
  anything: z.unknown().optional(),
});

const readBook = compileXmlReader(toJsonSchema(Book, "input"));
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe("compileXmlReader", () => {
  it.each<[string, unknown]>([
    ["<title>Dune</title><pages>412</pages>", { title: "Dune", pages: 412 }],
    ["<title>412</title>", { title: "412" }],
    ["<pages>many</pages>", { pages: "many" }],
    ["<pages>1.5</pages><weight>1.5</weight>", { pages: "1.5", weight: 1.5 }],
    ["<pages>007</pages><weight>1e3</weight>", { pages: "007", weight: "1e3" }],
    ["<inPrint>1</inPrint>", { inPrint: true }],
    ["<inPrint>false</inPrint>", { inPrint: false }],
    ["<inPrint>yes</inPrint>", { inPrint: "yes" }],
    ["<edition>2</edition>", { edition: 2 }],
    [`<pages ${xsi} xsi:nil="true"/>`, { pages: null }],
    ['<pages xmlns:n="http://www.w3.org/2001/XMLSchema-instance" n:nil="1"/>', { pages: null }],
    [`<pages ${xsi} xsi:nil="false">4</pages>`, { pages: 4 }],
    ["<tags><i>a</i><i>b</i></tags>", { tags: ["a", "b"] }],
    ["<tags/>", { tags: [] }],
    ["<tags> \n </tags>", { tags: [] }],
    ["<tags>a</tags>", { tags: "a" }],
    ["<tags><tag>a</tag></tags>", { tags: { tag: "a" } }],
    ["<years><i>1965</i><i>x</i></years>", { years: [1965, "x"] }],
    ["<grid><i><i>1</i></i><i/></grid>", { grid: [[1], []] }],
    ["<span><i>1</i><i>1</i><i>1</i></span>", { span: ["1", 1, true] }],
    ["<author/>", { author: {} }],
    ["<author>Herbert</author>", { author: "Herbert" }],
    ["<author><name>H</name><born>1920</born></author>", { author: { name: "H", born: 1920 } }],
    ["<author><i>1</i></author>", { author: ["1"] }],
    ['<notes><i key="a b">1</i><c>2</c></notes>', { notes: { "a b": "1", c: "2" } }],
    [`<counts ${xsi}><a>1</a><b xsi:nil="true"/></counts>`, { counts: { a: 1, b: null } }],
    ['<counts><i key="i">1</i><i key="">2</i></counts>', { counts: { i: 1, "": 2 } }],
    ["<either>1</either>", { either: 1 }],
    ["<either><i>1</i></either>", { either: [1] }],
    ["<nameOrNumber>1</nameOrNumber>", { nameOrNumber: "1" }],
    [
      "<tree><size>1</size><children><i><size>2</size></i></children></tree>",
      { tree: { size: 1, children: [{ size: 2 }] } },
    ],
    ["<anything><a>1</a><b><i>2</i></b></anything>", { anything: { a: "1", b: ["2"] } }],
    ["<other>1</other><more><i>1</i></more><none/>", { other: "1", more: ["1"], none: "" }],
    ["<title/>", { title: "" }],
    ["<title> a\n b </title>", { title: " a\n b " }],
    ["<title>a\r\nb\rc&#xD;&#10;</title>", { title: "a\nb\nc\r\n" }],
    ["<title>a &lt;b&gt; &amp;&quot;&apos; &#x1F600;</title>", { title: "a <b> &\"' \u{1F600}" }],
    ["<title>a<![CDATA[<b>&amp;]]]]><![CDATA[>]]></title>", { title: "a<b>&amp;]]>" }],
    ["<title>D<!-- no --><?no no?>une</title>", { title: "Dune" }],
    ["\n  <title>Dune</title>\n  <!-- no -->\n", { title: "Dune" }],
    ["", {}],
    ["<constructor>1</constructor>", { constructor: "1" }],
    [
      '<b:title xmlns:b="urn:b">Dune</b:title><pages xmlns="urn:c">1</pages>',
      { title: "Dune", pages: 1 },
    ],
  ])("reads %s", (content, value) => {
    expect(readBook(`<book>${content}</book>`)).toStrictEqual(value);
  });

  it.each([
    "<i><title>Dune</title></i>",
    '<b:novel xmlns:b="urn:b"><title>Dune</title></b:novel>',
    '<book xmlns="urn:b"><title>Dune</title></book>',
    '\uFEFF<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<a><title>Dune</title></a>\n',
    '<?xml version="1.1"?><a><title>Dune</title></a>',
    "<!-- no --><?no?><a><title>Dune</title></a><!-- no --><?no?>",
  ])("takes any element for the document's: %s", (text) => {
    expect(readBook(text)).toStrictEqual({ title: "Dune" });
  });

  it.each(["<a>text</a>", "<a><i>1</i></a>", `<a ${xsi} xsi:nil="true"/>`])(
    "refuses %s, which is no object",
    (text) => {
      expect(() => readBook(text)).toThrow(RestError);
      expect(() => readBook(text)).toThrow("The body must be an object.");
    },
  );
});

describe("a union of objects", () => {
  const read = compileXmlReader(
    toJsonSchema(
      z.strictObject({
        rating: z.union([
          z.strictObject({ stars: z.int(), by: z.string() }),
          z.strictObject({ words: z.string(), by: z.int() }),
        ]),
        cover: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("hard"), number: z.string() }),
          z.strictObject({ kind: z.enum(["soft", "none"]), number: z.int() }),
        ]),
        mark: z.union([
          z.strictObject({ a: z.int(), is: z.int() }),
          z.strictObject({ b: z.int(), is: z.boolean() }),
        ]),
        odd: z.union([z.strictObject({ a: z.int() }), z.record(z.string(), z.boolean())]),
        both: z.intersection(z.object({ a: z.int() }), z.object({ b: z.boolean() })),
      }),
      "input",
    ),
  );

  it.each<[string, unknown]>([
    ["<rating><by>1</by></rating>", { rating: { by: "1" } }],
    ["<rating><words>5</words><by>1</by></rating>", { rating: { words: "5", by: 1 } }],
    ["<rating><stars>5</stars><words>5</words></rating>", { rating: { stars: 5, words: "5" } }],
    ["<rating><stars>5</stars><x>5</x></rating>", { rating: { stars: 5, x: "5" } }],
    [
      "<cover><kind>hard</kind><number>1</number></cover>",
      { cover: { kind: "hard", number: "1" } },
    ],
    ["<cover><kind>none</kind><number>1</number></cover>", { cover: { kind: "none", number: 1 } }],
    ["<mark><b>1</b><is>1</is></mark>", { mark: { b: 1, is: true } }],
    ["<mark><a>1</a><b>1</b><is>true</is></mark>", { mark: { a: 1, b: 1, is: true } }],
    ["<odd><a>1</a></odd>", { odd: { a: 1 } }],
    ["<odd><a>1</a><b>1</b></odd>", { odd: { a: true, b: true } }],
    ["<both><a>1</a><b>1</b></both>", { both: { a: 1, b: true } }],
  ])("reads %s", (content, value) => {
    expect(read(`<x>${content}</x>`)).toStrictEqual(value);
  });

  it("may be the whole input, and may hold itself", () => {
    const Node = z.union([
      z.strictObject({ leaf: z.int() }),
      z.strictObject({
        get left() {
          return Node;
        },
        get right() {
          return Node;
        },
      }),
    ]);
    const readNode = compileXmlReader(toJsonSchema(Node, "input"));
    expect(
      readNode("<n><left><leaf>1</leaf></left><right><left><leaf>2</leaf></left></right></n>"),
    ).toStrictEqual({ left: { leaf: 1 }, right: { left: { leaf: 2 } } });
  });
});

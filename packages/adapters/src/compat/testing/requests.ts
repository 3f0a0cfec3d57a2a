import type { Transport } from "./sides.ts";

/** A request that both libraries get; where their answers differ, why they do and what ours is. */
export type Case = {
  name: string;
  method?: string;
  path: string;
  body?: string;
  type?: string;
  headers?: Record<string, string>;
  /** Transports that can't carry the request, or answer it before a library sees it. */
  except?: Transport[];
  differs?: Difference;
};

type Difference = {
  because: Reason;
  /** Everywhere by default. */
  on?: Transport[];
  status: number;
  /** A part of the body. */
  body?: unknown;
};

/** Every way in which an answer is another than trpc-to-openapi's. */
export const reasons = {
  decoded: "path parameters are percent-decoded, once",
  malformed: "a path that is not percent-encoded UTF-8 is a 400",
  specific: "`/books/search` is not taken for `/books/{id}`, whatever is declared first",
  literal: "a dot in a path is a dot",
  booleans: "`false` and `0` are false, `true` and `1` are true, other texts are none of both",
  empty: "an empty text, `null` and `true` are no number and no date",
  lists: "a query with one item is a list, whatever stands around the list's schema",
  unions: "the number or boolean that a union takes may be a text",
  bigints: "a bigint in an answer is a text, not a 500",
  charset: "a body with `charset=utf-8` is read",
  unreadable: "a body that can't be read is the caller's fault, a 400",
  absent: "an empty body is an empty object",
  form: "a form is taken where `contentTypes` lists it",
  size: "`maxBodySize` holds on every transport, 100,000 bytes by default",
  blank: "an empty text in Nuxt's query is one, as it is on `node:http`",
  around: "a `z.preprocess` around the whole input sees what the texts were made",
  query: "the path of Next's pages router is no member of the input",
  prototype: "a member named `__proto__` is refused wherever the body is read here",
} as const;

export type Reason = keyof typeof reasons;

const json = "application/json";
const get = (name: string, path: string, differs?: Difference): Case => ({ name, path, differs });
const post = (name: string, path: string, body: string, differs?: Difference): Case => ({
  ...{ name, path, body, differs, method: "POST", type: json },
});
const parseError = { code: "PARSE_ERROR" };
const blankInNuxt: Difference = {
  ...{ because: "blank", on: ["nuxt"], status: 200, body: { input: { text: "" } } },
};
const streamed: Transport[] = ["node", "express", "koa", "nuxt"];

export const cases: Case[] = [
  get("a parameter", "/books/b1"),
  get("a path in capitals", "/BOOKS/B1"),
  get("a slash at the end", "/books/b1/"),
  { ...get("two slashes at the end", "/books/b1//"), except: ["next"] },
  get("a number in the path", "/books/b1/pages/7"),
  get("no number in the path", "/books/b1/pages/seven"),
  get("a plus in the path", "/books/a+b"),
  get("an encoded parameter", "/books/a%20b%25", {
    ...{ because: "decoded", status: 200, body: { input: { id: "a b%" } } },
  }),
  get("an encoded slash", "/books/a%2Fb", {
    ...{ because: "decoded", status: 200, body: { input: { id: "a/b" } } },
  }),
  {
    ...get("a broken encoding", "/books/%E0%A4%A", {
      because: "malformed",
      status: 400,
      body: { code: "BAD_REQUEST" },
    }),
    except: ["fastify", "next"],
  },
  get("a literal beside a parameter", "/books/search?q=dune", {
    ...{ because: "specific", status: 200, body: { input: { q: "dune" } } },
  }),
  get("a segment of two parameters", "/files/dune.epub", {
    ...{ because: "literal", status: 200, body: { input: { name: "dune", ext: "epub" } } },
  }),
  get("a dot that is none", "/v1x0/books", { because: "literal", status: 404 }),
  get("a dot", "/v1.0/books"),
  get("an empty segment", "/books//pages/1"),
  get("nothing there", "/nowhere"),
  get("the root", "/"),
  get("a procedure that is off", "/off"),
  get("a procedure without meta", "/hidden"),
  { name: "another method", method: "PATCH", path: "/books", body: "{}", type: json },
  { name: "HEAD of a query", method: "HEAD", path: "/books/b1" },
  { name: "HEAD of nothing", method: "HEAD", path: "/nowhere" },
  { name: "OPTIONS", method: "OPTIONS", path: "/books/b1" },
  { ...get("a header for the context", "/books/b1"), headers: { "x-reader": "Ada" } },
];

export const queries: Case[] = [
  get("no query", "/filter"),
  get("texts", "/filter?text=a%20b+c%2Bd&kind=a"),
  get("an empty text", "/filter?text=", blankInNuxt),
  get("a name without a value", "/filter?text", blankInNuxt),
  get("an unknown member", "/filter?nobody=1"),
  get("an unknown member of a strict object", "/strict?nobody=1"),
  get("a strict object", "/strict?a=1", {
    ...{ because: "query", on: ["next"], status: 200, body: { input: { a: "1" } } },
  }),
  get("a number", "/filter?count=12.5"),
  get("numbers in other spellings", "/filter?count=1e3"),
  get("a negative number with zeros", "/filter?count=-007"),
  get("no number", "/filter?count=many"),
  get("an infinite number", "/filter?count=Infinity"),
  get("an empty number", "/filter?count=", {
    because: "empty",
    on: ["node", "standalone", "fetch", "koa", "nuxt"],
    status: 400,
  }),
  get("true", "/filter?flag=true"),
  get("1", "/filter?flag=1"),
  get("false", "/filter?flag=false", {
    ...{ because: "booleans", status: 200, body: { input: { flag: false } } },
  }),
  get("0", "/filter?flag=0", {
    ...{ because: "booleans", status: 200, body: { input: { flag: false } } },
  }),
  get("yes", "/filter?flag=yes", { because: "booleans", status: 400 }),
  get("a bigint", "/filter?big=9007199254740993"),
  get("no bigint", "/filter?big=1.5"),
  get("a day", "/filter?since=2024-02-29"),
  get("an instant", "/filter?since=2024-02-29T10:00:00%2B01:00"),
  get("a date in words", "/filter?since=29%20Feb%202024%20UTC"),
  get("no date", "/filter?since=never"),
  get("no member of an enum", "/filter?kind=c"),
  get("lists", "/filter?tags=a&tags=b&years=1&years=2"),
  get("lists of one", "/filter?tags=a&years=1"),
  get("a list of one with a default", "/filter?sizes=1", {
    ...{ because: "lists", status: 200, body: { input: { sizes: [1] } } },
  }),
  get("a list with no number", "/filter?years=1&years=x"),
  get("a repeated text", "/filter?text=a&text=b"),
  get("a repeated number", "/filter?count=1&count=2"),
  get("a preprocessed member", "/filter?split=a,b"),
  get("a preprocessed input", "/around?count=5", {
    ...{ because: "around", status: 200, body: { input: { count: 5, types: "number" } } },
  }),
  get("a nullish number", "/filter?nullish=3"),
  get("an input that nobody declared", "/bare?x=1"),
];

export const bodies: Case[] = [
  post("a body", "/books", '{"title":"Dune","pages":412,"nobody":1}'),
  post("a body and a parameter", "/books/b1", '{"title":"Dune"}'),
  post("a parameter in the body too", "/books/b1", '{"id":"b2"}'),
  post("a body and a query", "/books/b1?title=Dune", "{}"),
  post(
    "texts for what they spell",
    "/books",
    '{"title":"a","pages":"5","isbn":"7","printed":"2024-01-01"}',
  ),
  post("deep texts", "/books", '{"title":"a","author":{"born":"1920"},"chapters":[{"pages":"3"}]}'),
  post("numbers for what they spell", "/books", '{"title":"a","isbn":7,"printed":1700000000000}'),
  post("a boolean", "/books", '{"title":"a","read":true}'),
  post("a boolean as a text", "/books", '{"title":"a","read":"false"}', {
    ...{ because: "booleans", status: 200, body: { input: { title: "a", read: false } } },
  }),
  post("a boolean as a number", "/books", '{"title":"a","read":1}', {
    because: "booleans",
    status: 400,
  }),
  post("null for a number", "/books", '{"title":"a","pages":null}', {
    because: "empty",
    status: 400,
  }),
  post("true for a number", "/books", '{"title":"a","pages":true}', {
    because: "empty",
    status: 400,
  }),
  post("null for a date", "/books", '{"title":"a","printed":null}', {
    because: "empty",
    status: 400,
  }),
  post("a text for a union", "/books", '{"title":"a","rating":"5"}', {
    ...{ because: "unions", status: 200, body: { input: { title: "a", rating: 5 } } },
  }),
  post("a missing member", "/books", '{"pages":"x"}'),
  post("a list for an object", "/books/b1", "[1]"),
  post("a text for an object", "/books", '"Dune"'),
  post("null for an object", "/books/b1", "null"),
  post("a name of every object", "/books", '{"title":"a","__proto__":{"pages":1}}', {
    ...{ because: "prototype", on: ["standalone", "fetch"], status: 400, body: parseError },
  }),
  post("no body", "/books/b1", "", {
    because: "absent",
    on: ["standalone", "fetch"],
    status: 200,
  }),
  {
    ...post("broken JSON", "/books", '{"title":', {
      ...{ because: "unreadable", on: ["standalone"], status: 400, body: parseError },
    }),
    except: ["next"],
  },
  {
    ...post("a charset", "/books", '{"title":"Dune"}', {
      ...{ because: "charset", on: streamed, status: 200, body: { input: { title: "Dune" } } },
    }),
    type: "application/json; charset=utf-8",
  },
  { name: "no type and no body", method: "POST", path: "/books" },
  { name: "no type for a void input", method: "POST", path: "/tell" },
  post("a void input", "/tell", "{}"),
  { ...post("a text", "/books", "Dune"), type: "text/plain" },
  { ...post("XML", "/books", "<a/>"), type: "application/xml" },
  {
    ...post("a form that is not listed", "/books", "title=a"),
    type: "application/x-www-form-urlencoded",
    except: ["fastify"],
  },
  {
    ...post("a form that is listed", "/form", "a=1&tags=x", {
      ...{ because: "form", status: 200, body: { input: { a: 1, tags: ["x"] } } },
    }),
    type: "application/x-www-form-urlencoded",
    except: ["fastify", "next"],
  },
  {
    ...post("a large body", "/books", JSON.stringify({ title: "a".repeat(150_000) }), {
      because: "size",
      on: ["standalone", "fetch"],
      status: 413,
      body: { code: "PAYLOAD_TOO_LARGE" },
    }),
    except: ["express with a parser", "next"],
  },
  { ...post("several inputs", "/two/x", '{"b":"1"}'), method: "PUT" },
  { name: "nothing in return", method: "DELETE", path: "/nothing" },
  get("a bigint in return", "/big", {
    ...{ because: "bigints", status: 200, body: { big: "1152921504606846976" } },
  }),
  get("a wrong output", "/wrong"),
  get("an error", "/conflict"),
  get("an error that nobody foresaw", "/crash"),
];

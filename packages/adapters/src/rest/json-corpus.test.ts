import { describe, expect, it } from "vitest";
import { RestError } from "../errors.ts";
import { ask, serve } from "../testing/serve.ts";
import { parseJson } from "./json.ts";

/** Texts of RFC 8259, each as the value of a member. */
const valid = [
  ...["0", "-0", "1", "-1", "1.5", "1e5", "1E5", "1e+5", "1e-5", "1.5e300", "123456789012345"],
  ...["true", "false", "null", '""', '"a"', '" "', '"\u007f"', '"\u2028\u2029"', '"é"', '"😀"'],
  ...['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u0041"', '"\\uD83D\\uDE00"', '"\\uFFFF"', '"\\u0001"'],
  ...["[]", "[ ]", "[1]", "[1,2]", "[[],[[]]]", "[null,1,true]", "{}", "{ }", '{"a":{"b":[]}}'],
  ...['{"":0}', '{"a b":1}', '{"\\u0041":1}', "\t1\n", "\r\n[\r\n]\r\n"],
];

/** What some readers let pass and the standard does not. */
const invalid = [
  // Numbers
  ...["+1", "01", "-01", "-", "--1", "1.", ".5", "1.e5", "1e", "1e+", "1e5.5", "0x1F", "1_000"],
  ...["Infinity", "-Infinity", "NaN", "-NaN", "1 2", "１", "0o7", "1f", "1n", "0e", "- 1"],
  // Words
  ...["True", "FALSE", "nul", "nullx", "undefined", "truefalse", "a"],
  // Strings
  ...["'a'", '"a', 'a"', '"\\x41"', '"\\u12"', '"\\u00G0"', '"\\a"', '"\\', '"\n"', '"\t"'],
  ...['"\u0000"', '"\u001f"', '"a""b"', '"\\u{41}"', "`a`"],
  // Lists and objects
  ...["[", "]", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "[1", "1]", '["a":1]', "[;]"],
  ...["{", "}", '{"a"}', '{"a":}', "{:1}", '{"a":1,}', '{,"a":1}', '{"a":1 "b":2}', "{a:1}"],
  ...["{'a':1}", '{"a":1}}', '{"a" 1}', "{1:1}", "{null:1}", '{"a"::1}', '{"a":1;}', '{"a"=1}'],
  // Around it
  ...["1 // a", "1 /* a */", "# a", "<a/>", "\u00a01", "1\u00a0", "\u000b1", "\ufeff1", ""],
];

/** Valid, and refused all the same: two readers would not see the same thing in them. */
const ambiguous: [string, string][] = [
  ['{"a":1,"a":2}', "bad_request"],
  ['{"a":1,"\\u0061":2}', "bad_request"],
  ['[{"b":{},"b":{}}]', "bad_request"],
  ['"\\ud800"', "bad_request"],
  ['"\\udc00\\ud800"', "bad_request"],
  ['{"\\udfff":1}', "bad_request"],
  ['"\\u0000"', "bad_request"],
  ['{"__proto__":{}}', "bad_request"],
  ['{"\\u005f_proto__":{}}', "bad_request"],
  ['{"constructor":{"prototype":{}}}', "bad_request"],
  [`${"[".repeat(40)}${"]".repeat(40)}`, "bad_request"],
  [`[${"0,".repeat(1000)}0]`, "payload_too_large"],
  [`"${"a".repeat(10_001)}"`, "payload_too_large"],
];

function outcome(text: string): unknown {
  try {
    return parseJson(new TextEncoder().encode(`{"value":${text}}`));
  } catch (error) {
    return error instanceof RestError ? error.code : error;
  }
}

describe("JSON", () => {
  it.each(valid)("%s is read", (text) => {
    expect(outcome(text)).toEqual(JSON.parse(`{"value":${text}}`));
  });

  it.each(invalid)("%s is refused", (text) => {
    expect(outcome(text)).toBe("bad_request");
  });

  it.each(ambiguous)("%.40s is refused", (text, code) => {
    expect(outcome(text)).toBe(code);
  });

  it.each([
    ["an overlong slash", [0xc0, 0xaf]],
    ["a lone continuation", [0x80]],
    ["a cut-off character", [0xe2, 0x82]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80]],
    ["beyond Unicode", [0xf5, 0x80, 0x80, 0x80]],
    ["Latin-1", [0xe9]],
    ["UTF-16", [0x22, 0x00, 0x61, 0x00]],
  ])("%s is refused", (_, inside) => {
    const quote = (text: string) => [...new TextEncoder().encode(text)];
    const bytes = new Uint8Array([...quote('{"value":"'), ...inside, ...quote('"}')]);
    expect(() => parseJson(bytes)).toThrow(expect.objectContaining({ code: "bad_request" }));
  });
});

it("is a problem for the caller each time, and never ours", async () => {
  const { url } = await serve();
  const headers = { "content-type": "application/json" };
  for (const text of [...invalid, ...ambiguous.map(([text]) => text)]) {
    const body = `{"value":${text}}`;
    const response = await ask(`${url}/books/b1`, { method: "PATCH", headers, body });
    expect([400, 413]).toContain(response.status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
});

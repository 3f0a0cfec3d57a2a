import { describe, expect, it } from "vitest";
import { outcome, refusal, xsi } from "./testing.ts";

describe("a document that can't be read", () => {
  it.each([
    ["", "root element"],
    ["text", "outside of root"],
    ["<a>", "unclosed tag"],
    ["<a></b>", "unexpected close tag"],
    ["<a/><b/>", "only one root"],
    ["<a/>text", "outside of root"],
    ["<a b=1/>", "unquoted attribute value"],
    ["<a b='1' b='2'/>", "duplicate attribute"],
    ["<a><b></a></b>", "unexpected close tag"],
    ["<a>]]></a>", "]]>"],
    ["<a><!-- -- --></a>", "malformed comment"],
    ["<a><![CDATA[x</a>", "unclosed tag"],
    ["<![CDATA[<a/>]]>", "outside of root"],
    ["<a><![cdata[x]]></a>", "incorrect syntax"],
    [" <?xml version='1.0'?><a/>", "XML declaration"],
    ["<?xml version='2.0'?><a/>", "version number"],
    ["\uFEFF\uFEFF<a/>", "outside of root"],
    ["<a>&nbsp;</a>", "undefined entity"],
    ["<a>&x", "unclosed"],
    ["<a>&;</a>", "entity"],
    ["<a>a & b</a>", "&amp;"],
    ["<a>a & b;</a>", "entity"],
    ["<a>&#0;</a>", "character entity"],
    ["<a>&#xD800;</a>", "character entity"],
    ["<a>&#99999999999999999999;</a>", "character entity"],
    ["<a>\0</a>", "disallowed character"],
    ["<a>\u0001</a>", "disallowed character"],
    ["<a>\uFFFF</a>", "disallowed character"],
    ["\uFFFE<a/>", "disallowed character"],
    ["<\0a\0/\0>\0", "disallowed character"],
    ["<a>\uD800</a>", "surrogate"],
    ["<a>\uD800<b>\uDC00</b></a>", "surrogate"],
    ["<x:a/>", "namespace prefix"],
    ["<a><b xsi:nil='true'/></a>", "namespace prefix"],
    ["<a xmlns:x=''/>", "undefine prefix"],
    ["<a xmlns:xml='urn:x'/>", "xml"],
    ["<xmlns:a/>", "xmlns"],
    ["<a xmlns:x='urn:x' xmlns:y='urn:x'><b x:k='' y:k=''/></a>", "duplicate attribute"],
    ["<a:b:c xmlns:a='urn:a'/>", "malformed name"],
    ['<?xml version="1.0" encoding="UTF-16"?><a/>', "another encoding than UTF-8"],
    ['\uFEFF<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "another encoding than UTF-8"],
  ])("is refused: %j", (text, what) => {
    const { code, detail } = refusal(text);
    expect(code).toBe("bad_request");
    expect(detail).toContain(what);
    expect(detail).toMatch(/^The XML .+ \((line \d+, column \d+|character \d+)\)\. [A-Z].+\.$/s);
  });

  it.each([
    ['<a xmlns:x="urn:x" x:b="1"/>', 'an attribute named "x:b"'],
    ['<a id="1"/>', 'an attribute named "id"'],
    ['<a key="1"/>', 'an attribute named "key"'],
    ['<i key="1"/>', 'an attribute named "key"'],
    ['<a><b key="1"/></a>', 'an attribute named "key"'],
    ['<a><i nil="true"/></a>', 'an attribute named "nil"'],
    ['<a xml:lang="de"/>', 'an attribute named "xml:lang"'],
    ['<a><b xmlns:xsi="urn:other" xsi:nil="true"/></a>', 'an attribute named "xsi:nil"'],
    [`<a ${xsi} xsi:type="b"/>`, 'an attribute named "xsi:type"'],
    [`<a ${xsi}><b xsi:nil="yes"/></a>`, 'xsi:nil="yes"'],
    [`<a ${xsi}><b xsi:nil="true">1</b></a>`, "null"],
    [`<a ${xsi}><b xsi:nil="true"><c/></b></a>`, "null"],
    [`<a ${xsi}><b xsi:nil="true"><![CDATA[1]]></b></a>`, "null"],
    ["<a><b/><b/></a>", '"b" twice'],
    ['<a><b/><i key="b"/></a>', '"b" twice'],
    ["<a xmlns:x='urn:x'><b/><x:b/></a>", '"b" twice'],
    ["<a>text<b/></a>", "mixes text and elements"],
    ["<a><b/>text</a>", "mixes text and elements"],
    ["<a><b/><![CDATA[text]]></a>", "mixes text and elements"],
    ["<a><b/>\u00A0</a>", "mixes text and elements"],
    ["<a><b/>&#x41;</a>", "mixes text and elements"],
    ["<a><i/><b/></a>", "beside others"],
    ["<a><b/><i/></a>", "beside others"],
    ['<a><i/><i key="b"/></a>', "beside others"],
    ["<a><__proto__><b/></__proto__></a>", '"__proto__"'],
    ['<a><b><i key="__proto__"/></b></a>', '"__proto__"'],
    ["<a><constructor><prototype/></constructor></a>", '"prototype"'],
  ])("is refused for the mapping's sake: %s", (text, what) => {
    const { code, detail } = refusal(text);
    expect(code).toBe("bad_request");
    expect(detail).toContain(what);
    expect(detail).toMatch(/^The XML .+ \(line 1, column \d+\)\. [A-Z].+\.$/);
    expect(({} as Record<string, unknown>).b).toBeUndefined();
  });

  it("says at which line and column", () => {
    expect(refusal("<a>\n  <b>\n  </c>\n</a>").detail).toBe(
      "The XML is not well-formed: unexpected close tag (line 3, column 6). Send well-formed XML 1.0.",
    );
  });

  it("quotes names of its sender only in part", () => {
    const long = "n".repeat(9000);
    for (const text of [
      `<${long}>`,
      `<a ${long}=""/>`,
      `<a><${long}/><${long}/></a>`,
      `<${long}:a/>`,
    ]) {
      expect(refusal(text).detail.length).toBeLessThan(300);
    }
  });
});

describe("a DOCTYPE", () => {
  const billion = Array.from(
    { length: 30 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  );

  it.each([
    ["a plain one", "<!DOCTYPE a><a/>"],
    ["one of HTML", "<!doctype html><html/>"],
    ["a billion laughs", `<!DOCTYPE a [<!ENTITY l0 "ha">${billion.join("")}]><a>&l30;</a>`],
    [
      "quadratic blow-up",
      `<!DOCTYPE a [<!ENTITY b "${"b".repeat(100_000)}">]><a>${"&b;".repeat(100_000)}</a>`,
    ],
    ["an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ["a parameter entity", '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]><a/>'],
    ["an external subset", '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>'],
    ["a default attribute", '<!DOCTYPE a [<!ATTLIST a key CDATA "x">]><a/>'],
    ["an unfinished one", "<!DOCTYPE a [<!ENTITY x "],
    ["a broken one", "<!DOCTYPE a [<!-- -- -->]><a/>"],
    ["one inside", "<a><!DOCTYPE a></a>"],
    ["one behind a comment", "<?xml version='1.0'?><!-- x --><!DOCTYPE a><a/>"],
  ])("is refused: %s", (_, text) => {
    const { code, detail } = refusal(text);
    expect(code).toBe("bad_request");
    expect(detail).toMatch(/Send no DOCTYPE\.$/);
  });

  it("is text inside CDATA and comments", () => {
    expect(outcome("<r><!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a></r>")).toEqual({
      a: "<!DOCTYPE a>",
    });
  });
});

describe("a limit", () => {
  const items = (count: number) => `<r><list>${"<i/>".repeat(count - 1)}</list></r>`;
  const deep = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
  const text = (length: number) => `<r><a>${"x".repeat(length)}</a></r>`;

  it("stops there and not before", () => {
    expect(outcome(items(1000))).toHaveProperty("list.998");
    expect(refusal(items(1001))).toMatchObject({ code: "payload_too_large" });
    expect(outcome(deep(33))).toHaveProperty("a.a.a");
    expect(refusal(deep(34)).detail).toContain("nests deeper than 32");
    expect(outcome(text(10_000))).toEqual({ a: "x".repeat(10_000) });
    expect(refusal(text(10_001))).toMatchObject({ code: "payload_too_large" });
    expect(refusal(`<r><i key="${"k".repeat(10_001)}"/></r>`)).toMatchObject({
      code: "payload_too_large",
    });
  });

  it("is the attributes' too, those of one element alone", () => {
    const prefixed = (count: number) =>
      `<r ${Array.from({ length: count }, (_, n) => `xmlns:p${n}="urn:${n}"`).join(" ")}/>`;
    expect(outcome(prefixed(3000))).toEqual({});
    expect(refusal(prefixed(3001))).toMatchObject({ code: "payload_too_large" });
  });

  it("is one text's, however it is cut", () => {
    for (const part of ["xxxxx<!-- -->", "<![CDATA[xxxxx]]>", "&#x41;&amp;xxx", "<?p?>xxxxx"]) {
      expect(refusal(`<r><a>${part.repeat(2001)}</a></r>`)).toMatchObject({
        code: "payload_too_large",
      });
    }
  });
});

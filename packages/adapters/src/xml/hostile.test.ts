import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcome, refusal, xsi } from "./testing.ts";

describe("a megabyte", () => {
  const size = 1_000_000;
  const repeated = (part: string) => part.repeat(Math.floor(size / part.length));

  it.each([
    ["open tags", repeated("<a>")],
    ["items", `<r>${repeated("<i/>")}</r>`],
    ["attributes", `<r ${Array.from({ length: 60_000 }, (_, n) => `a${n}=""`).join(" ")}/>`],
    [
      "prefixes",
      `<r ${Array.from({ length: 40_000 }, (_, n) => `xmlns:p${n}="urn:${n}"`).join(" ")}><x:a/></r>`,
    ],
    ["one attribute's value", `<r a="${repeated("&lt; ")}"/>`],
    ["one entity's name", `<r>&${repeated("a")};</r>`],
    ["one element's name", `<${repeated("a")}`],
    ["one number of a character", `<r>&#${repeated("9")};</r>`],
    ["text", `<r><a>${repeated("x")}</a></r>`],
    ["references", `<r><a>${repeated("&amp;")}</a></r>`],
    ["CDATA sections", `<r><a>${repeated("<![CDATA[]]>")}x</a><a/></r>`],
    ["CDATA brackets", `<r><a><![CDATA[${repeated("]]x")}]]></a></r>`],
    ["white space", `<r>${repeated(" ")}<a/></r>`],
    ["comments", `${repeated("<!---->")}<r`],
    ["a comment's dashes", `<!--${repeated("- ")}`],
    ["question marks", `<?p ${repeated("?")}`],
    ["close tags", `<r>${repeated("</a>")}`],
    ["quotes of a DOCTYPE", `<!DOCTYPE a [${repeated("'\"'")}`],
    ["brackets of a DOCTYPE", `<!DOCTYPE ${repeated("[<")}`],
    ["nothing but <", repeated("<")],
  ])("of %s is refused soon", { timeout: 5000 }, (_, text) => {
    expect(refusal(text).code).toMatch(/^(bad_request|payload_too_large)$/);
  });

  it("of random bytes is refused soon", { timeout: 5000 }, () => {
    const bytes = fc.sample(fc.uint8Array({ minLength: 1000, maxLength: 1000 }), {
      numRuns: 1000,
      seed: 7,
    });
    const junk = new TextDecoder().decode(Buffer.concat(bytes));
    for (const text of [junk, `<r><a>${junk}</a></r>`, `<r a="${junk}"/>`, `<r><![CDATA[${junk}`]) {
      expect(refusal(text).code).toBe("bad_request");
    }
  });
});

describe("anything at all", () => {
  const document =
    `<?xml version="1.0" encoding="UTF-8"?><book ${xsi}><a>x &lt; y</a><n>12</n>` +
    '<list><i><n>1.5</n></i><i xsi:nil="true"/></list><i key="a b"><![CDATA[<]]></i><!-- c --></book>';
  const pieces = [
    ..."<>/&;'\"=! \n\r\t:-[]?#x1ai\0\uFEFF\uD800\uDC00\uFFFF",
    "<i>",
    "</i>",
    "<i/>",
    "<a>",
    "</a>",
    '<i key="',
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE ",
    "<?xml ",
    "?>",
    "&amp;",
    "&#x",
    "&#0;",
    "xmlns=''",
    "xmlns:a='b'",
    "a:",
    "xsi:nil='true'",
    "__proto__",
    "constructor",
    "prototype",
    "]>",
    "<!ENTITY ",
  ];
  const edit = fc.record({
    at: fc.nat(document.length),
    drop: fc.oneof(fc.constant(0), fc.nat(20)),
    put: fc.oneof(fc.constantFrom(...pieces), fc.constant("")),
  });

  it("is read or refused, never a crash", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const text = edits.reduce(
          (current, { at, drop, put }) => current.slice(0, at) + put + current.slice(at + drop),
          document,
        );
        expect(outcome(text)).toBeTypeOf("object");
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        expect(outcome(parts.join(""))).toBeTypeOf("object");
        expect(outcome(`<r>${parts.join("")}</r>`)).toBeTypeOf("object");
      }),
      { numRuns: 3000 },
    );
  });
});

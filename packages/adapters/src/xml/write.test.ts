import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { writeProblemXml, writeXml } from "./write.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function faultsOf(xml: string): string[] {
  const faults: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (fault) => faults.push(fault.message));
  parser.write(xml).close();
  return faults;
}

describe("writeXml", () => {
  it.each<[unknown, string]>([
    [
      { id: "b1", pages: 412, inPrint: true, sold: false },
      bookOf("<id>b1</id><pages>412</pages><inPrint>true</inPrint><sold>false</sold>"),
    ],
    [{ tags: ["a", "b"] }, bookOf("<tags><i>a</i><i>b</i></tags>")],
    [{ notes: [{ page: 7 }] }, bookOf("<notes><i><page>7</page></i></notes>")],
    [{ grid: [[1], []] }, bookOf("<grid><i><i>1</i></i><i/></grid>")],
    [{ tags: [], notes: {}, text: "" }, bookOf("<tags/><notes/><text/>")],
    [{ left: undefined, out: 1 }, bookOf("<out>1</out>")],
    [{ a: null }, `<book ${xsi}><a xsi:nil="true"/></book>`],
    [{ a: [null, undefined] }, `<book ${xsi}><a><i xsi:nil="true"/><i xsi:nil="true"/></a></book>`],
    [{ a: Number.NaN }, `<book ${xsi}><a xsi:nil="true"/></book>`],
    [null, `<book ${xsi} xsi:nil="true"/>`],
    [{ text: ' xsi:nil="true"/>' }, bookOf('<text> xsi:nil="true"/&gt;</text>')],
    [
      { i: 1, "1a": 2, "a b": 3, "": 4 },
      bookOf('<i key="i">1</i><i key="1a">2</i><i key="a b">3</i><i key="">4</i>'),
    ],
    [
      { xmlThing: 1, XML: 2, "-a": 3, ".a": 4, größe: 5 },
      bookOf(
        '<i key="xmlThing">1</i><i key="XML">2</i><i key="-a">3</i><i key=".a">4</i><i key="größe">5</i>',
      ),
    ],
    [{ I: 1, "_a.b-c9": 2 }, bookOf("<I>1</I><_a.b-c9>2</_a.b-c9>")],
    [{ '<"&\t\n\r>': 1 }, bookOf('<i key="&lt;&quot;&amp;&#x9;&#xA;&#xD;&gt;">1</i>')],
    [{ a: "<b>&amp;]]>\"'" }, bookOf("<a>&lt;b&gt;&amp;amp;]]&gt;\"'</a>")],
    [{ a: "1\r\n2\t3" }, bookOf("<a>1&#xD;\n2\t3</a>")],
    [{ a: "\0\b\u001F\uFFFE\uFFFF\uD800" }, bookOf(`<a>${"\uFFFD".repeat(6)}</a>`)],
    [{ a: "\u007F\u0085\u{1F600}\u{1FFFE}" }, bookOf("<a>\u007F\u0085\u{1F600}\u{1FFFE}</a>")],
    ["text", bookOf("text")],
    [[1, 2], bookOf("<i>1</i><i>2</i>")],
    [{}, "<book/>"],
  ])("writes %j", (value, xml) => {
    expect(writeXml(value, "book")).toBe(declaration + xml);
  });

  it("writes what is no JSON by its JSON form, and a bigint by its digits", () => {
    const xml = bookOf("<at>1970-01-01T00:00:00.000Z</at><big>18446744073709551616</big>");
    expect(writeXml({ at: new Date(0), big: 2n ** 64n }, "book")).toBe(declaration + xml);
  });

  it("is well-formed whatever the value holds", () => {
    const text = fc.string({
      unit: fc.integer({ max: 0xffff }).map((code) => String.fromCharCode(code)),
    });
    const value = fc.anything({ key: text, values: [text, fc.double(), fc.constant(null)] });
    fc.assert(fc.property(value, (given) => faultsOf(writeXml(given, "root")).length === 0));
  });

  it("keeps writing the same when more names come than it remembers", () => {
    for (let name = 0; name < 5000; name++) {
      expect(writeXml({ [`n${name}`]: 1 }, "r")).toBe(
        `${declaration}<r><n${name}>1</n${name}></r>`,
      );
    }
  });
});

describe("writeProblemXml", () => {
  it("writes as RFC 9457 appendix B shows", () => {
    const problem = {
      type: "https://example.net/validation-error",
      title: "Form validation failed",
      errors: [{ name: "user", reason: "username is already taken" }],
      instance: null,
    };
    expect(writeProblemXml(problem)).toBe(
      `${declaration}<problem xmlns="urn:ietf:rfc:7807" ${xsi}>` +
        "<type>https://example.net/validation-error</type><title>Form validation failed</title>" +
        "<errors><i><name>user</name><reason>username is already taken</reason></i></errors>" +
        '<instance xsi:nil="true"/></problem>',
    );
    expect(writeProblemXml({ status: 404 })).toBe(
      `${declaration}<problem xmlns="urn:ietf:rfc:7807"><status>404</status></problem>`,
    );
  });
});

function bookOf(content: string): string {
  return `<book>${content}</book>`;
}

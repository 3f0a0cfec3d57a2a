import { SaxesParser } from "saxes";
import type { RestError } from "../errors.ts";
import { unreadable } from "./faults.ts";
import { type XmlElement, XmlTree } from "./tree.ts";

/**
 * Parses a document (XML 1.0, Namespaces in XML 1.0) to the tree of its elements. Namespaces are bound and
 * checked, but say nothing here: an element is known by its local name. Nothing outside the text is ever
 * read, and no entity is ever expanded but the five of XML itself.
 * @throws RestError `bad_request` for what can't be read in one way only, `payload_too_large` beyond 1,000
 * elements or 10,000 characters a text
 */
export function parseXml(text: string): XmlElement {
  // The parser takes the character after half a surrogate pair for its other half, even a "<".
  if (!text.isWellFormed()) {
    const where = `character ${text.search(/\p{Cs}/u) + 1}`;
    throw unreadable("holds half a surrogate pair", where, "Send whole characters.");
  }
  const parser = new StrictParser(options);
  const where = () => `line ${parser.line}, column ${parser.column}`;
  const tree = new XmlTree(where);
  // A seventh handler would make V8 hold the parser as a dictionary, at three times the price of it all.
  parser.on("doctype", () => {
    throw doctype(where());
  });
  parser.on("attribute", () => tree.countAttribute());
  parser.on("opentag", (tag) => {
    if (tree.isEmpty) checkEncoding(parser.xmlDecl.encoding, where());
    tree.openTag(tag);
  });
  parser.on("closetag", () => tree.closeTag());
  parser.on("text", (part) => tree.text(part));
  parser.on("cdata", (part) => tree.text(part));
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const inDoctype = tree.isEmpty && /<!doctype/i.test(text.slice(0, parser.position));
    throw inDoctype ? doctype(where()) : malformed(error.message, where());
  }
  return tree.root;
}

// XML 1.0 §2.8: whatever 1.x a document declares, a reader of 1.0 reads it as 1.0.
const options = { xmlns: true, defaultXMLVersion: "1.0", forceXMLVersion: true } as const;

/** Stops at the first fault: what a parser makes of a document behind it is not what was sent. */
class StrictParser extends SaxesParser<typeof options> {
  override fail(message: string): never {
    throw new SyntaxError(message);
  }
}

function checkEncoding(encoding: string | undefined, where: string): void {
  if (encoding === undefined || encoding.toLowerCase() === "utf-8") return;
  const what = "declares another encoding than UTF-8";
  throw unreadable(what, where, 'Send UTF-8 and declare encoding="UTF-8", or none.');
}

/** A DOCTYPE is where entities are declared: those that name a file, and those that grow a billionfold. */
function doctype(where: string): RestError {
  return unreadable("has a DOCTYPE", where, "Send no DOCTYPE.");
}

/** @param message what the parser found; it may quote a name of any length */
function malformed(message: string, where: string): RestError {
  const found = message.replace(/\.$/, "");
  const shown = found.length > foundMax ? `${found.slice(0, foundMax)}…` : found;
  const mend = mends.find(([part]) => found.includes(part))?.[1] ?? "Send well-formed XML 1.0.";
  return unreadable(`is not well-formed: ${shown.toWellFormed()}`, where, mend);
}

const foundMax = 100;
const mends: [string, string][] = [
  // A bare "&" swallows whatever follows as the name of an entity.
  ["unclosed tag", "Close every element, and send & as &amp;."],
  [
    "entity",
    "Send &amp; &lt; &gt; &quot; &apos; or a character reference of an allowed character.",
  ],
  ["doctype", "Send no DOCTYPE."],
  ["namespace prefix", 'Declare the prefix, as in xmlns:prefix="…".'],
  ["disallowed character", "Send & as &amp;, < as &lt;, and no control characters."],
];

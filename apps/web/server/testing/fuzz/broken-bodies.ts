/** Bodies that no operation can read, or that are no object: what they are, and the statuses that say so. */
export type BrokenBody = [what: string, body: string, ...statuses: number[]];

export const brokenBodies: Record<string, BrokenBody[]> = {
  "application/json": [
    ["half an object", '{"a":', 400],
    ["a comma too many", '{"a":1,}', 400],
    ["NaN", '{"a":NaN}', 400],
    ["a name twice", '{"a":1,"a":2}', 400],
    ["half a character", '{"a":"\\ud800"}', 400],
    ["NUL in a text", '{"a":"\\u0000"}', 400],
    ["a name of every object", '{"__proto__":{"a":1}}', 400],
    ["a comment", '{/* */"a":1}', 400],
    ["a byte order mark", "\ufeff{}", 400],
    ["a list", "[]", 422],
    ["a text", '"a"', 422],
    ["too deep a list", `{"a":${nested(40, "[", "]")}}`, 400],
    ["much too deep a list", nested(100_000, "[", "]"), 400],
    ["too many members", JSON.stringify({ ...Array(1001).fill(1) }), 413],
    ["too long a text", JSON.stringify({ a: "x".repeat(10_001) }), 413],
    ["too large a body", JSON.stringify({ a: "x".repeat(1_100_000) }), 413],
  ],
  "application/xml": [
    ["half an element", "<input><a>", 400],
    ["no element", "text", 400],
    ["a DOCTYPE", "<!DOCTYPE input><input/>", 400],
    ["an entity of a file", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///b">]><a><b>&b;</b></a>`, 400],
    ["an unknown entity", "<input><a>&e;</a></input>", 400],
    ["an element twice", "<input><a>1</a><a>2</a></input>", 400],
    ["a text between elements", "<input>b<a>1</a></input>", 400],
    ["a name of every object", "<input><__proto__>1</__proto__></input>", 400],
    ["too deep elements", nested(40, "<a>", "</a>"), 400],
    ["too many elements", `<input>${"<i/>".repeat(1001)}</input>`, 413],
  ],
  "application/x-www-form-urlencoded": [
    ["half an escape", "a=%e", 400],
    ["what is not UTF-8", "a=%ff", 400],
    ["NUL", "a=%00", 400],
    ["too many fields", "a=1&".repeat(1001), 413],
  ],
};

function nested(depth: number, open: string, close: string): string {
  return open.repeat(depth) + close.repeat(depth);
}

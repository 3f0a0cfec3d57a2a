import { expect, test } from "vitest";
import { catalogue, isMailKey } from "./catalogue.ts";
import { defaultOf } from "./defaults.ts";
import { render } from "./engine.ts";
import { locales } from "./locale.ts";

const hostile = `<img src=x onerror=alert(1)> [Click](https://evil.example) **x** | y\n\n# z & "q"`;

const bodyOf = (body: string, variables: object = {}) =>
  render({ subject: "S", body }, "en", variables);

/** The detail of the refusal. */
function refusalOf(body: string, subject = "S"): string {
  try {
    render({ subject, body }, "en", { rows: [1, 2] });
  } catch (error) {
    return String(error);
  }
  return "none";
}

test.each(
  Object.keys(catalogue)
    .filter(isMailKey)
    .flatMap((key) => locales.map((locale) => ({ key, locale }))),
)("the default of $key in $locale can be written", ({ key, locale }) => {
  const { example, mustShow = "" } = catalogue[key];
  const mail = render(defaultOf(key, locale), locale, { shop: "Harbour & Pine", ...example });
  expect(mail.text).toContain(mustShow);
  expect(mail.html).toContain(mustShow);
  expect(mail.html).toContain(`lang="${locale}"`);
});

test("what a value says is never markup: no tag, link, table, heading or bold", () => {
  const { html, text } = bodyOf("Hi {{ v }}\n\n| a | {{ v }} |\n\n[{{ v }}](https://a.example)", {
    v: hostile,
  });
  expect(html).not.toMatch(/<img|href="https:\/\/evil|<strong>|<h2/);
  expect(html.match(/<td/g)).toHaveLength(2);
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(text).toContain(hostile);
});

test("a value cannot smuggle in what marks values", () => {
  const marked = "\ue05bClick\ue05d\ue028https://evil.example\ue029";
  expect(bodyOf("{{ v }}", { v: marked }).html).not.toContain("<a");
  expect(bodyOf(`${marked}`).html).not.toContain("<a");
});

test("a link leads to the web or a mailbox, and nowhere else", () => {
  for (const address of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x"]) {
    expect(bodyOf("[Go]({{ v }})", { v: address }).html, address).not.toContain("<a");
    expect(bodyOf(`[Go](${address})`).html, address).not.toContain("<a");
  }
  const quoted = bodyOf("[Go]({{ v }})", { v: `https://a.example/?q="><script>` });
  expect(quoted.html).not.toContain("<script>");
  expect(bodyOf("[Go](https://a.example/?a=1&b=2)").html).toContain(
    'href="https://a.example/?a=1&#38;b=2"',
  );
});

test("headings, lists, tables, bold and links are written in HTML and as text", () => {
  const { html, text } = bodyOf(
    "# Hello\n\n- one\n- **two**\n\n| Mug | €1 |\n| Board | €2 |\n\nSee [us](https://a.example) now\nor later",
  );
  expect(html).toMatch(/<h2[^>]*>Hello<\/h2>/);
  expect(html).toMatch(/<ul[^>]*><li>one<\/li><li><strong>two<\/strong><\/li><\/ul>/);
  expect(html).toContain('See <a href="https://a.example">us</a> now<br>or later');
  expect(text).toBe(
    "Hello\n\n- one\n- two\n\nMug: €1\nBoard: €2\n\nSee us: https://a.example now\nor later",
  );
});

test("money is written as the language writes it", () => {
  const source = { subject: "{{ m | money }}", body: "{{ m | money }}" };
  const m = { amount: 123456, currency: "EUR" };
  expect(render(source, "en", { m }).text).toBe("€1,234.56");
  expect(render(source, "de", { m }).subject).toBe("1.234,56 €");
});

test("a subject is one line, whatever is in it", () => {
  const { subject } = render({ subject: "A {{ v }}", body: "x" }, "en", {
    v: "b\r\nBcc: spy@example.com",
  });
  expect(subject).toBe("A b Bcc: spy@example.com");
});

test.each([
  ["a\nb {{ nothing }}", /body|Line 2.*nothing/],
  ["{% if %}x", /Line 1/],
  ["a\n\n{{ rows | shout }}", /Line 3.*shout/],
  ["{% include 'x' %}", /Line 1.*include/],
  ["{% render '/etc/passwd' %}", /Line 1.*render/],
  ["{% layout '../x' %}", /Line 1.*layout/],
  ["{{ rows | raw }}", /Line 1.*raw/],
  ["{{ rows.constructor }}", /Line 1/],
  ["{{ rows | money }}", /./],
])("%j is refused by a line that says why", (body, words) => {
  expect(refusalOf(body)).toMatch(words);
});

test("what would run for long, or write without end, is ended", () => {
  expect(refusalOf("{% for i in (1..100000000) %}x{% endfor %}")).toMatch(/limit/);
  const nested = `${"{% for i in (1..9999) %}".repeat(4)}x${"{% endfor %}".repeat(4)}`;
  expect(refusalOf(nested)).toMatch(/limit|long/);
  expect(refusalOf("x".repeat(30_000))).toMatch(/limit/);
});

import { expect, test } from "vitest";
import { canonicalEmail } from "./email.ts";

test("addresses that are the same person's have one form", () => {
  for (const text of [
    "Ann@Example.com",
    " ann@example.com ",
    "ａｎｎ@example.com",
    "ann＠EXAMPLE.com",
  ])
    expect(canonicalEmail(text), text).toBe("ann@example.com");
});

test("the form of a form is itself", () => {
  for (const text of ["ann@example.com", "İ@x.example", "ﬁ＠ﬁ.example", "ſ@example.com"]) {
    const once = canonicalEmail(text);
    expect(canonicalEmail(once), text).toBe(once);
  }
});

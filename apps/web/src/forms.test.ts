import { expect, test } from "vitest";
import { z } from "zod";
import { inWords, toPath } from "./forms.ts";

test("a pointer names the field of the form", () => {
  expect(toPath("#/variants/0/sku")).toBe("variants.0.sku");
});

test("faults are said in words, unless the schema has its own", () => {
  const schema = z.object({
    name: z.string().min(1),
    email: z.email(),
    password: z.string().min(12),
    scopes: z.array(z.string()).min(1, "Grant at least one scope"),
  });
  const input = { name: "", email: "x", password: "short", scopes: [] };
  const messages = schema.safeParse(input, inWords).error?.issues.map(({ message }) => message);
  expect(messages).toEqual([
    "Fill this in.",
    "Enter an e-mail address, such as zoe@example.com.",
    "Use at least 12 characters.",
    "Grant at least one scope",
  ]);
});

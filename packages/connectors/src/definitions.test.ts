import { Env } from "@crossdock/config/env";
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "./fields.ts";
import { definitions } from "./registry.ts";
import { stripe } from "./stripe/definition.ts";

test("each connector has an id of its own that fits into a path", () => {
  const ids = definitions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{0,19}$/);
});

describe.each(definitions.map((definition) => [definition.id, definition] as const))(
  "%s",
  (_id, definition) => {
    test("says what it is for, and what it was written from", () => {
      expect(definition.summary).toMatch(/^[A-Z].*\.$/);
      expect(definition.apiVersion).not.toBe("");
      expect(definition.docs).toMatch(/^(https:\/\/|\/docs)/);
    });

    test("has a title and a help for each setting, and variables that are read", () => {
      for (const { title, description, variable, variableOnly } of fieldsOf(definition)) {
        expect(title).toMatch(/^[A-Z]/);
        expect(description).toMatch(/\.$/);
        if (variable !== null) expect(Object.keys(Env.in.shape)).toContain(variable);
        else expect(variableOnly).toBe(false);
      }
    });
  },
);

test("Stripe's version is the one that its SDK is pinned to", () => {
  expect(stripe.apiVersion).toBe(Stripe.API_VERSION);
});

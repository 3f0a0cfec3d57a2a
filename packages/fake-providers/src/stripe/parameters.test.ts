import { describe, expect, test } from "vitest";
import { z } from "zod";
import { stripeParameters } from "./parameters.ts";
import { contradictions } from "./testing/compare.ts";
import { readSdkTypes } from "./testing/sdk-types.ts";

describe.each(Object.entries(stripeParameters))("%s", (module, tables) => {
  const types = readSdkTypes(module);
  const namespace = module.includes("/") ? `${module.split("/")[0]}.` : "";

  test.each(Object.entries(tables))("%s takes what the SDK's type takes", (name, schema) => {
    expect(contradictions(schema, types, name, namespace)).toEqual([]);
  });
});

test("a table that names what the SDK does not know is found", () => {
  const types = readSdkTypes("Refunds");
  const flag = z.enum(["true", "false"]);
  const schema = z.strictObject({
    amount: z.string().min(1),
    payment_methods: z.string(),
    reason: z.enum(["duplicate", "bored"]),
    metadata: z.strictObject({}),
    refund_application_fee: flag,
    expand: z.array(flag),
  });
  expect(contradictions(schema, types, "RefundCreateParams")).toEqual([
    "RefundCreateParams.amount: is TsKeywordType to the SDK",
    "RefundCreateParams.payment_methods: the SDK does not know it",
    expect.stringMatching(/^RefundCreateParams.reason: is /),
    "RefundCreateParams.metadata: is TsTypeReference to the SDK",
    "RefundCreateParams.expand[]: is TsKeywordType to the SDK",
  ]);
});

test("a table that forgets what the SDK demands is found", () => {
  const types = readSdkTypes("PaymentIntents");
  const schema = z.strictObject({ amount: z.string().regex(/^\d+$/).optional() });
  expect(contradictions(schema, types, "PaymentIntentCreateParams")).toEqual([
    "PaymentIntentCreateParams.amount: is required",
    "PaymentIntentCreateParams.currency: the SDK demands it",
  ]);
});

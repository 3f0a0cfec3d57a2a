import { expect, test } from "vitest";
import { maskText } from "./mask.ts";

test("addresses and secrets are taken out of a text, all else stays", () => {
  const text =
    'No room for zoe@example.com, key cdk_live_abc, "whsec_abc" and eyJhb.eyJz.abc at 12:30';
  expect(maskText(text)).toBe('No room for <address>, key cdk_… "whsec_… and <token> at 12:30');
  expect(maskText("x".repeat(3000))).toHaveLength(2000);
});

import type { Dice } from "./dice.ts";

/** What happens to one order. Amounts are shares of what is there at that time. */
export type Plan = {
  provider: "stripe" | "paypal";
  quantity: number;
  buyer: "pays" | "declined first" | "pays slowly" | "leaves";
  /** The shop takes held money itself: all of it, a part, or lets it go. */
  hold: "none" | "capture" | "capture a part" | "void";
  refunds: ("all" | "a part" | "at the provider")[];
  dispute: "none" | "won" | "lost";
  /** The shop cancels the order while the buyer pays. */
  canceled: boolean;
};

export function drawPlan(dice: Dice): Plan {
  const { chance, pick } = dice;
  const held = chance(0.4);
  return {
    provider: chance(0.65) ? "stripe" : "paypal",
    quantity: 1 + dice.below(3),
    buyer: chance(0.75) ? "pays" : pick(["declined first", "pays slowly", "leaves"]),
    hold: held ? pick(["capture", "capture", "capture a part", "void"]) : "none",
    refunds: chance(0.5)
      ? []
      : Array.from({ length: 1 + dice.below(2) }, () => pick(["all", "a part", "at the provider"])),
    dispute: chance(0.1) ? pick(["won", "lost"]) : "none",
    canceled: chance(0.07),
  };
}

import type { Outputs } from "../../../../trpc/server.tsx";
import type { Order } from "./order-detail.tsx";
import { isUndecided } from "./order-disputes.tsx";

type Dispute = Outputs["disputes"]["list"]["data"][number];

/** How an order stands with its money, in one word of the API's or ours: a bank's doing is called so. */
export function moneyState({ paymentStatus }: Order, disputes: Dispute[]): string {
  if (disputes.some(isUndecided)) return "disputed";
  const isLost = disputes.some(({ status }) => status === "lost");
  return isLost && paymentStatus === "refunded" ? "charged_back" : paymentStatus;
}

/** Why nothing should be shipped for its money; null where nothing speaks against it. */
export function whyNotShip(state: string): string | null {
  return reasons[state] ?? null;
}

const reasons: Record<string, string> = {
  disputed: "The buyer disputes it:",
  charged_back: "The bank has taken its money back:",
  refunded: "Its money was given back:",
  voided: "Its money was let go of:",
};

/** Money as a person reads it; `units` in the provider's own smallest unit. */
export type Sum = { units: number; currency: string; decimals: number };

/** What the buyer sees. `gone` is a page on which nothing can be done any more. */
export type PayView = {
  title: string;
  sum: Sum;
  state: "open" | "authenticating" | "gone";
  notice: string | null;
  /** Where the shop wants to see a buyer who gives up. */
  cancelUrl: string | null;
};

/** The buyer's buttons. `hold`: the money is known days later. */
export type PayAction = "pay" | "authenticate" | "prove" | "fail" | "hold" | "decline";

export type Row = {
  id: string;
  title: string;
  sum: Sum;
  status: string;
  captured: Sum;
  refunded: Sum;
};

/** A payment as its merchant sees it at the provider. */
export type Detail = Row & {
  /** What the merchant can do now: `amount` takes a sum, which is filled in. */
  actions: { name: string; label: string; amount?: Sum }[];
  events: { type: string; at: Date }[];
};

/** One provider's side of the pages. */
export type Desk = {
  provider: string;
  pay(id: string): PayView | undefined;
  /** @returns where the buyer goes next; null leaves him on the page */
  act(id: string, action: PayAction): string | null;
  rows(): Row[];
  detail(id: string): Detail | undefined;
  /** @throws Error in the provider's words where it refuses */
  manage(id: string, action: string, units: number | undefined): void;
};

export function textOf({ units, currency, decimals }: Sum): string {
  return new Intl.NumberFormat("en", {
    ...{ style: "currency", currency },
    ...{ minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  }).format(units / 10 ** decimals);
}

/** For an input: `19.99`. */
export function decimalOf({ units, decimals }: Sum): string {
  return (units / 10 ** decimals).toFixed(decimals);
}

export function unitsOf(text: string, { decimals }: Sum): number {
  return Math.round(Number(text) * 10 ** decimals);
}

import { type PaymentCase, type Probe, paymentContract } from "@crossdock/connectors";
import type { Product } from "../product.ts";

/** A line of `connectors check`; `skip` is neither good nor bad. */
export type CheckLine = { outcome: "ok  " | "FAIL" | "skip"; words: string[] };

export function lineOf(id: string, { what, ok, detail }: Probe): CheckLine {
  return { outcome: ok ? "ok  " : "FAIL", words: [id, what, detail] };
}

/**
 * Runs the payment contract at the connector's provider: in its test mode alone, and by keys of the
 * environment alone, since whoever entered keys on the dashboard asked for no payments.
 */
export async function tryPayments(product: Product, id: string): Promise<CheckLine[]> {
  const connector = await product.connectors.get(id);
  const definition = product.connectors.definitions.find((one) => one.id === id);
  const mode = connector?.trial?.();
  if (!connector?.payment || !definition || !mode) return [];
  const skip = (what: string, why: string): CheckLine => ({
    outcome: "skip",
    words: [id, what, `Not run: ${why}`],
  });
  if ("refused" in mode) return [skip("the payment contract", mode.refused)];
  const { fields } = await product.connectors.settings(definition);
  const credential = fields.find(({ variable }) => variable === mode.variable);
  if (credential?.source !== "variable")
    return [skip("the payment contract", `set ${mode.variable} of the test mode for it.`)];
  const { payment: payments } = connector;
  const lines: CheckLine[] = [];
  for (const one of paymentContract) {
    if (one.buys && mode.buyer === null)
      lines.push(skip(one.name, "it needs a buyer in a browser."));
    else lines.push(lineOf(id, await holds(one, { payments, buyer: mode.buyer })));
  }
  return lines;
}

async function holds({ name, run }: PaymentCase, desk: Parameters<PaymentCase["run"]>[0]) {
  const error = await run(desk).then(
    () => null,
    (reason: unknown) => reason,
  );
  const detail = error instanceof Error ? error.message : String(error ?? "It is so.");
  return { what: name, ok: error === null, detail };
}

import { send } from "../rest-client.ts";
import { until } from "../until.ts";
import type { FaultShop } from "./fault-shop.ts";

/** Does `count` things, so many at once. */
async function together<T>(
  count: number,
  atOnce: number,
  work: (n: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const workers = Array.from({ length: Math.min(atOnce, count) }, async () => {
    while (next < count) done.push(await work(next++));
  });
  await Promise.all(workers);
  return done;
}

/** Buyers at several processes want one thing each, of which there are too few. */
export async function oversell(
  urls: readonly string[],
  key: string,
  sku: string,
  { buyers, atOnce }: { buyers: number; atOnce: number },
): Promise<{ sold: number; refused: number; other: number }> {
  const body = { email: "buyer@example.com", lines: [{ sku, quantity: 1 }] };
  const statuses = await together(buyers, atOnce, async (n) => {
    const url = urls[n % urls.length] ?? "";
    for (;;) {
      const { status } = await send(url, { method: "POST", path: "/api/v2/orders", key, body });
      // A process takes so many at once and says so: the buyer comes again.
      if (status !== 503 && status !== 429) return status;
    }
  });
  const sold = statuses.filter((status) => status === 201).length;
  const refused = statuses.filter((status) => status === 409).length;
  return { sold, refused, other: statuses.length - sold - refused };
}

export type Charged = {
  provider: string;
  attempts: number;
  captures: number;
  captured: number;
  total: number;
};

/** One order, and very many at once who make the shop take its money: how often was it taken? */
export async function chargeManyTimes(
  shop: FaultShop,
  provider: "stripe" | "paypal",
  { attempts, atOnce }: { attempts: number; atOnce: number },
): Promise<Charged> {
  const total = 2000;
  const { sku } = await shop.app.sell(1, total);
  const capture = provider === "stripe" ? { capture: "manual" } : {};
  const payment = { provider, returnUrl: "https://shop.example/thanks", ...capture };
  const body = { email: "buyer@example.com", lines: [{ sku, quantity: 1 }], payment };
  const order = (await shop.ask({ method: "POST", path: "/api/v2/orders", body })).body as Placed;
  const [{ id = "", action = null } = {}] = order.payments;
  const back = await payOn(action?.url ?? "");
  const attempt =
    provider === "stripe"
      ? () => shop.ask({ method: "POST", path: `/api/v2/payments/${id}/capture`, body: {} })
      : () => fetch(back, { redirect: "manual" }).catch(() => null);
  if (provider === "stripe")
    await until("held", async () => (await statusOf(shop, id)) === "authorized");
  await together(attempts, atOnce, attempt);
  await until("captured", async () => (await statusOf(shop, id)) === "captured");
  const { captured } = shop.fake[provider].totals(id);
  return { provider, attempts, captures: capturesOf(shop, provider, id), captured, total };
}

type Placed = { payments: { id: string; action: { url: string } | null }[] };

/** @returns where the buyer is sent */
async function payOn(page: string): Promise<string> {
  const answer = await fetch(`${page}/pay`, { method: "POST", redirect: "manual" });
  return answer.headers.get("location") ?? "";
}

async function statusOf(shop: FaultShop, id: string): Promise<string> {
  const { body } = await shop.ask({ method: "GET", path: `/api/v2/payments/${id}` });
  return (body as { status: string }).status;
}

/** How often the provider has taken money for this payment. */
function capturesOf({ fake }: FaultShop, provider: "stripe" | "paypal", paymentId: string): number {
  if (provider === "paypal") {
    return [...fake.paypal.captures.values()].filter(({ custom_id }) => custom_id === paymentId)
      .length;
  }
  return fake.stripe.events.filter(
    ({ type, data: { object } }) =>
      type === "charge.captured" && object.metadata.payment_id === paymentId,
  ).length;
}

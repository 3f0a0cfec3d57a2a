import type { PlannedProduct } from "./catalogue.ts";
import { dayMs, type Outcome, planOutcomes } from "./outcomes.ts";
import type { Person } from "./people.ts";
import { createRandom, type Random } from "./random.ts";

/** How far back the shop's history reaches. */
export const historyDays = 180;
const orderCount = 400;

export type PlannedOrder = Outcome & {
  person: Person;
  /** Which partner placed it; undefined is the shop itself. */
  partner: string | undefined;
  currency: string;
  lines: { sku: string; quantity: number }[];
};

/**
 * The orders of half a year, oldest first. Who buys what never changes; when, and what became of
 * it, follows `now`.
 */
export function planOrders(
  now: Date,
  products: PlannedProduct[],
  people: Person[],
  partners: readonly [string, string],
): PlannedOrder[] {
  const placed = planTimes(createRandom(180), now);
  const outcomes = planOutcomes(createRandom(78), now, placed);
  const buyers = planBuyers(createRandom(60), people, partners);
  const random = createRandom(400);
  const goods = planGoods(createRandom(24), products);
  return outcomes.map((outcome, index) => {
    const { person, partner } = buyers(index);
    const currency = currencies[person.country] ?? "EUR";
    const lines = fillBasket(random, goods, currency);
    return { ...outcome, person, partner, currency, lines };
  });
}

const currencies: Record<string, string> = { US: "USD", JP: "JPY", KW: "KWD" };

// The shop grows, rests on weekends and sells in the evening.
function planTimes(random: Random, now: Date): Date[] {
  const times: Date[] = [];
  while (times.length < orderCount) {
    const share = random.next();
    const at = new Date(now.getTime() - (1 - share) * (historyDays - 1) * dayMs - 5 * 60_000);
    const growth = 0.4 + 1.6 * share ** 3;
    const day = dayWeights[at.getUTCDay()] ?? 1;
    const hour = hourWeights[at.getUTCHours()] ?? 1;
    if (random.next() * 2 < growth * day * hour) times.push(at);
  }
  return times.sort((a, b) => a.getTime() - b.getTime());
}

const dayWeights = [0.65, 1, 0.9, 0.9, 0.95, 0.85, 0.55];
const hourWeights = [
  0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.35, 0.45, 0.5, 0.55, 0.6, 0.65, 0.55, 0.5, 0.5, 0.6, 0.7,
  0.85, 1, 1, 0.9, 0.6, 0.3,
];

// Everybody orders once before anybody orders again; then some are keener than others.
function planBuyers(random: Random, people: Person[], partners: readonly [string, string]) {
  const channelOf = (partner: string | undefined, from: number, to?: number) => ({
    partner,
    people: people.slice(from, to),
    fresh: people.slice(from, to),
  });
  const shop = channelOf(undefined, 0, -2 * partnerPeople);
  const first = channelOf(partners[0], -2 * partnerPeople, -partnerPeople);
  const second = channelOf(partners[1], -partnerPeople);
  return (index: number) => {
    const turn = index % 16;
    const { partner, people, fresh } = turn === 3 ? first : turn === 11 ? second : shop;
    const keenness = (person: Person) => 1 / (8 + people.indexOf(person));
    return { partner, person: fresh.shift() ?? random.weighted(people, keenness) };
  };
}

const partnerPeople = 5;

type Good = { sku: string; price: number; currencies: Set<string>; weight: number };

// Few things sell often and dear things seldom; what is scarce stays scarce.
function planGoods(random: Random, products: PlannedProduct[]): Good[] {
  const forSale = products.filter(
    ({ create, archived }) => create.status === "active" && !archived,
  );
  return forSale.flatMap(({ create, prices }) => {
    const popularity = 1 / (0.1 + random.next());
    return create.variants
      .filter(({ stock = 0 }) => stock > 1)
      .map(({ sku, price }) => ({
        sku,
        price: price.amount,
        currencies: new Set(["EUR", ...prices.map(({ price }) => price?.currency ?? "EUR")]),
        weight: popularity / create.variants.length / (1 + price.amount / 5000),
      }));
  });
}

function fillBasket(random: Random, goods: Good[], currency: string) {
  const offered = goods.filter(({ currencies }) => currencies.has(currency));
  const lines = random.weighted([1, 2, 3, 4, 5, 6], (count) => lineWeights[count - 1] ?? 0);
  const basket = new Map<string, number>();
  while (basket.size < lines) {
    const { sku, price } = random.weighted(offered, ({ weight }) => weight);
    basket.set(sku, price > 0 && price < 4000 ? random.weighted([1, 2, 4], (n) => 4 / n ** 2) : 1);
  }
  return [...basket].map(([sku, quantity]) => ({ sku, quantity }));
}

const lineWeights = [0.55, 0.25, 0.11, 0.05, 0.025, 0.015];

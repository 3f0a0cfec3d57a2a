import type { z } from "zod";
import type { CreateProduct, UpdateProduct } from "../products/schema.ts";
import { createRandom, type Random } from "./random.ts";
import { options } from "./tables/options.ts";
import { indoorProducts } from "./tables/products-indoors.ts";
import { outdoorProducts } from "./tables/products-outdoors.ts";
import { rowsOf } from "./tables/rows.ts";
import { closings, sentences } from "./tables/sentences.ts";

export type PlannedProduct = {
  create: z.input<typeof CreateProduct>;
  /** What it costs in other currencies than the shop's. */
  prices: NonNullable<z.input<typeof UpdateProduct>["variants"]>;
  archived: boolean;
};

/** The 120 products of Harbour & Pine, the same in every run, the categories taking turns. */
export function planCatalogue(): PlannedProduct[] {
  const random = createRandom(120);
  const shelves = Object.entries({ ...indoorProducts, ...outdoorProducts }).map(
    ([tag, table]): Shelf => ({ tag, rows: rowsOf(table) }),
  );
  const longest = Math.max(...shelves.map(({ rows }) => rows.length));
  const lines = Array.from({ length: longest }, (_, index) =>
    shelves.flatMap(({ tag, rows }) => rows.slice(index, index + 1).map((row) => ({ tag, row }))),
  ).flat();
  return lines.map(({ tag, row }, index) => planProduct(random, tag, row, currenciesOf(index)));
}

type Shelf = { tag: string; rows: string[][] };

const drafts = new Set(["SMP-TBL", "PTB-QSD", "CAL-TDT", "BDL-CDR"]);
const archived = new Set(["CLP-RDN"]);
const digital = new Set(["BOK-KNT"]);

/** Stock that is no accident: the documentation orders the mug; shops have gaps on the shelf. */
const stocks: Record<string, number> = {
  "HP-MUG-TDW-350-BLU": 5000,
  "HP-LNT-STR-RST": 0,
  "HP-THR-FRN-MOS": 0,
  "HP-KIT-MND": 1,
};

function planProduct(
  random: Random,
  tag: string,
  row: string[],
  currencies: string[],
): PlannedProduct {
  const [title = "", code = "", euros = "", choices = "", what = ""] = row;
  const variants = variantsOf(code, Math.round(Number(euros) * 100), choices).map((variant) => ({
    ...variant,
    stock: stocks[variant.sku] ?? random.whole(60, 240),
  }));
  return {
    create: {
      title,
      description: describe(random, tag, what),
      status: drafts.has(code) ? "draft" : "active",
      tags: digital.has(code) ? [tag, "digital"] : [tag],
      variants: variants.map(({ cents, ...variant }) => ({
        ...variant,
        price: { amount: cents, currency: "EUR" },
      })),
    },
    prices: variants.flatMap(({ sku, cents }) =>
      currencies.map((currency) => ({
        sku,
        price: { amount: convert(cents, currency), currency },
      })),
    ),
    archived: archived.has(code),
  };
}

// Every combination of the product's options, the first option changing slowest.
function variantsOf(code: string, price: number, choices: string) {
  let variants = [{ sku: `HP-${code}`, names: [] as string[], factor: 1 }];
  for (const choice of choices.split(" ")) {
    const values = options[choice];
    if (!values) continue;
    variants = variants.flatMap(({ sku, names, factor }) =>
      values.map((value) => ({
        sku: `${sku}-${value.code}`,
        names: [...names, value.name],
        factor: factor * value.factor,
      })),
    );
  }
  return variants.map(({ sku, names, factor }) => ({
    sku,
    title: names.join(", ") || "Default",
    cents: charm(price * factor),
  }));
}

function describe(random: Random, tag: string, what: string): string {
  const { made = [], care = [] } = sentences[tag] ?? {};
  return [what, random.pick(made), random.pick(care), random.pick(closings)].join(" ");
}

/** Prices end as in a shop window: 16.90, then 34.95, from a hundred on in fives. */
function charm(cents: number): number {
  if (cents === 0) return 0;
  const whole = Math.max(1, Math.round(cents / 100)) * 100;
  if (whole >= 10_000) return Math.round(cents / 500) * 500;
  return whole - (whole > 3000 ? 5 : 10);
}

function currenciesOf(index: number): string[] {
  return ["USD", ...(index % 3 === 0 ? ["JPY"] : []), ...(index % 24 === 0 ? ["KWD"] : [])];
}

/** From euro cents to minor units: yen have no decimals, dinars three. */
function convert(cents: number, currency: string): number {
  if (currency === "JPY") return Math.round((cents * 1.65) / 10) * 10;
  if (currency === "KWD") return Math.round((cents * 3.35) / 50) * 50;
  return charm(cents * 1.1);
}

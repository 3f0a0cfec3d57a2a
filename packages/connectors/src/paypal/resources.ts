import { z } from "zod";
import { fromPaypalAmount } from "./amount.ts";

/** PayPal's `{currency_code, value}` as minor units. */
export const PaypalMoney = z
  .object({ currency_code: z.string(), value: z.string() })
  .transform(({ currency_code: currency, value }, ctx) => {
    const amount = fromPaypalAmount(value, currency);
    if (amount !== null) return { amount, currency };
    ctx.addIssue({ code: "custom", message: `${value} is no amount in ${currency}` });
    return z.NEVER;
  });

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const Links = z.array(z.object({ href: z.string(), rel: z.string() })).default([]);

const Details = z.object({ reason: z.string().optional() }).optional();

const Money = { id: z.string(), status: z.string(), amount: PaypalMoney, create_time: Time };

/** What a capture or an authorisation came of. */
const Related = z
  .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
  .optional();

/** Payments v2: what is held. */
export const Authorization = z.object({
  ...Money,
  custom_id: z.string().optional(),
  expiration_time: Time.optional(),
  status_details: Details,
  supplementary_data: Related,
});
export type Authorization = z.infer<typeof Authorization>;

/** Payments v2: what was taken, where its status says so. */
export const Capture = z.object({
  ...Money,
  custom_id: z.string().optional(),
  status_details: Details,
  supplementary_data: Related,
  links: Links,
});
export type Capture = z.infer<typeof Capture>;

/** Payments v2: what was given back. */
export const Refund = z.object({
  ...Money,
  custom_id: z.string().optional(),
  note_to_payer: z.string().optional(),
  status_details: Details,
  links: Links,
});
export type Refund = z.infer<typeof Refund>;

const PurchaseUnit = z.object({
  custom_id: z.string().optional(),
  amount: PaypalMoney.optional(),
  payments: z
    .object({
      authorizations: z.array(Authorization).default([]),
      captures: z.array(Capture).default([]),
      refunds: z.array(Refund).default([]),
    })
    .default({ authorizations: [], captures: [], refunds: [] }),
});

/** Orders v2. Ours have one purchase unit. */
export const Order = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z.tuple([PurchaseUnit], PurchaseUnit),
  payment_source: z
    .looseObject({
      card: z
        .object({ brand: z.string().optional(), last_digits: z.string().optional() })
        .optional(),
    })
    .optional(),
  links: Links,
});
export type Order = z.infer<typeof Order>;

/** The last segment of the link that names what it came from: a refund's capture. */
export function parentOf(links: z.infer<typeof Links>): string | undefined {
  const up = links.find(({ rel }) => rel === "up");
  return up && URL.parse(up.href)?.pathname.split("/").at(-1);
}

import { Amount, Currency, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { locales } from "../notifications/templates/locale.ts";
import { Country } from "../procedure/fields.ts";

export const Shop = z.object({
  name: z.string().max(200),
  currency: z.string().length(3),
  taxIncluded: z.boolean(),
  country: z.string().length(2).nullable().describe("Whose tax orders without an address bear"),
  locale: z.enum(locales).describe("The language of its mails"),
  demo: z.boolean(),
});

export const UpdateShop = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  taxIncluded: z.boolean().optional().describe("Whether prices include tax; for new orders"),
  country: Country.nullable().optional(),
  locale: z.enum(locales).optional(),
});

export const RemoveDemo = z.strictObject({
  name: z.string().trim().min(1).max(200).describe("The name of your shop"),
  currency: Currency.describe("The currency of your prices"),
});

export const Overview = z.object({
  ordersToday: z.int(),
  ordersOpen: z.int().describe("Confirmed and not shipped yet"),
  revenue: z.object({
    currency: z.string().length(3),
    today: Amount,
    last30Days: Amount,
    byDay: z.array(z.object({ day: z.iso.date(), amount: Amount, orders: z.int() })).max(31),
  }),
  requestsToday: z.int().describe("Calls of the API"),
  failedRequestsToday: z.int(),
  firstCallAt: Timestamp.nullable().describe("When the first call of the API came"),
  lowStock: z.int().describe("Variants with nothing left to sell"),
  openInquiries: z.int(),
});

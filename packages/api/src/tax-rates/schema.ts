import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { Country } from "../procedure/fields.ts";

const TaxRateId = z.string().regex(idPattern("tax"));

export const TaxRatePpm = z
  .int()
  .min(0)
  .max(1_000_000)
  .describe("Parts per million: 190000 is 19 %");

export const TaxRate = z.object({
  id: TaxRateId,
  country: z.string().length(2),
  region: z.string().max(100).nullable(),
  name: z.string().max(60),
  ratePpm: TaxRatePpm,
  updatedAt: Timestamp,
});

export const TaxRateList = z.object({ data: z.array(TaxRate).max(500) });

export const CreateTaxRate = z.strictObject({
  country: Country,
  region: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe("As in the addresses; left out: all of the country that has no rate of its own"),
  name: z.string().trim().min(1).max(60).describe("As it is on the order: VAT 19 %"),
  ratePpm: TaxRatePpm,
});

export const UpdateTaxRate = z.strictObject({
  id: TaxRateId,
  name: CreateTaxRate.shape.name.optional(),
  ratePpm: TaxRatePpm.optional(),
});

export const RemoveTaxRate = z.strictObject({ id: TaxRateId });

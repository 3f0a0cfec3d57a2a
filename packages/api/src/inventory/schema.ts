import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { Sku } from "../products/schema.ts";

const Quantity = z.int().min(0).max(1_000_000_000);

export const InventoryLevel = z
  .object({
    sku: z.string().max(64),
    stocked: Quantity.describe("On the shelf"),
    reserved: Quantity.describe("Of it, promised to orders"),
    available: Quantity.describe("What can be sold now"),
    updatedAt: Timestamp,
  })
  .meta({ id: "InventoryLevel" });

export const GetInventory = z.strictObject({ sku: Sku });

export const SetInventory = z
  .strictObject({ sku: Sku, stocked: Quantity.describe("What was counted on the shelf") })
  .meta({ id: "SetInventory" });

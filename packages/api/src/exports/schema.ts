import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { LogFilter } from "../logs/schema.ts";
import { UsageMonth } from "../usage/month.ts";

export const ExportId = z.string().regex(idPattern("exp"));
const ExportKind = z.enum(["orders", "customers", "products", "requests", "usage"]);
export const ExportFormat = z.enum(["csv", "ndjson"]);

/** So many requests are in a file at the most: the newest. */
export const exportRowsMax = 1_000_000;

export const Export = z.object({
  id: ExportId,
  kind: ExportKind,
  format: ExportFormat,
  filter: LogFilter.describe("Of requests: which of them are in it"),
  month: UsageMonth.nullable().describe("Of usage: whose month is in it"),
  state: z.enum(["queued", "running", "ready", "failed"]),
  rowsDone: z.int().min(0),
  rowsTotal: z.int().min(0),
  cutOff: z.boolean().describe("There were more rows; the newest are in it"),
  error: z.string().max(1000).nullable(),
  url: z.string().nullable().describe("Leads to the file for a quarter of an hour"),
  expiresAt: Timestamp.nullable().describe("When the file is removed"),
  createdAt: Timestamp,
});

export const ExportList = z.object({ data: z.array(Export) });

export const CreateExport = z.strictObject({
  kind: ExportKind.exclude(["requests", "usage"]),
  format: ExportFormat,
});

export const ExportLogs = z.strictObject({
  format: ExportFormat,
  filter: LogFilter.default({}).describe("As the list of requests takes it"),
});

import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const ExportId = z.string().regex(idPattern("exp"));
const ExportKind = z.enum(["orders", "customers", "products"]);
const ExportFormat = z.enum(["csv", "ndjson"]);

export const Export = z.object({
  id: ExportId,
  kind: ExportKind,
  format: ExportFormat,
  state: z.enum(["queued", "running", "ready", "failed"]),
  rowsDone: z.int().min(0),
  rowsTotal: z.int().min(0),
  error: z.string().max(1000).nullable(),
  url: z.string().nullable().describe("Leads to the file for a quarter of an hour"),
  expiresAt: Timestamp.nullable().describe("When the file is removed"),
  createdAt: Timestamp,
});

export const ExportList = z.object({ data: z.array(Export) });

export const CreateExport = z.strictObject({ kind: ExportKind, format: ExportFormat });

import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const ViewId = z.string().regex(idPattern("vew"));
const ListName = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/)
  .describe("The list that it is a view of, such as requests");
const Name = z.string().trim().min(1).max(80);
const Query = z
  .string()
  .max(2000)
  .regex(/^[^?#]*$/, "Send what follows the question mark of the page's address")
  .describe("The filters as the page's address has them, without the question mark");

/** A list's filters under a name. */
export const SavedView = z.object({
  id: ViewId,
  list: ListName,
  name: Name,
  query: Query,
  shared: z.boolean().describe("Whether the whole team sees it"),
  createdBy: z.object({ id: z.string().max(100), name: z.string().max(200).nullable() }),
  /** Whether the caller may change it. */
  mayChange: z.boolean(),
  version: z.int(),
  updatedAt: Timestamp,
});

export const SavedViewList = z.object({ data: z.array(SavedView).max(500) });

export const ListViews = z.strictObject({ list: ListName });

export const CreateView = z.strictObject({
  list: ListName,
  name: Name,
  query: Query,
  shared: z.boolean().default(false),
});

export const UpdateView = z.strictObject({
  id: ViewId,
  version: z.int().min(1).optional().describe("The version that the change is based on"),
  name: Name.optional(),
  query: Query.optional(),
  shared: z.boolean().optional(),
});

export const RemoveView = z.strictObject({ id: ViewId });

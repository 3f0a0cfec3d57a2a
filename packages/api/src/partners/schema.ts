import { idPattern, Limits, Page, pageQuery, Timestamp, unlimited } from "@crossdock/core";
import { z } from "zod";
import { Email } from "../procedure/fields.ts";

export const PartnerId = z.string().regex(idPattern("prt"));
export const PartnerStatus = z.enum(["active", "suspended"]);
const Scopes = z
  .array(z.string().max(60))
  .max(100)
  .describe("What its keys and clients may hold at most; a change counts for all of them at once");
const Name = z.string().trim().min(1).max(200);

export const Partner = z.object({
  id: PartnerId,
  name: z.string().max(200),
  contactName: z.string().max(200).nullable(),
  contactEmail: z.string().max(254).nullable(),
  status: PartnerStatus,
  scopes: Scopes,
  limits: Limits.describe("What each of its keys and clients may have at most"),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

/** What a partner's developer sees of it. */
export const OwnPartner = Partner.pick({ id: true, name: true, scopes: true, limits: true });
export const PartnerPage = Page(Partner);
export const ListPartners = z.strictObject({ ...pageQuery, status: PartnerStatus.optional() });
export const GetPartner = z.strictObject({ id: PartnerId });

export const CreatePartner = z.strictObject({
  name: Name,
  contactName: Name.optional(),
  contactEmail: Email.optional(),
  scopes: Scopes.optional().describe("All that can be granted, where they are left out"),
  limits: Limits.default(unlimited),
});

export const UpdatePartner = z.strictObject({
  id: PartnerId,
  name: Name.optional(),
  contactName: Name.nullable().optional(),
  contactEmail: Email.nullable().optional(),
  status: PartnerStatus.optional().describe(
    "suspended: its credentials and its developers are refused within a second",
  ),
  scopes: Scopes.optional(),
  limits: Limits.optional(),
});

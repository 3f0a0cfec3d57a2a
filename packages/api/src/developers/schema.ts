import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { PartnerId } from "../partners/schema.ts";
import { Email } from "../procedure/fields.ts";
import { UserId } from "../users/schema.ts";

/** Somebody at a partner, who signs in to the portal and to nothing else. */
export const Developer = z.object({
  id: UserId,
  partnerId: PartnerId,
  email: z.string().max(254),
  name: z.string().max(200),
  lastSignInAt: Timestamp.nullable().describe("None while the invitation is open"),
  createdAt: Timestamp,
});

export const DeveloperList = z.object({ data: z.array(Developer).max(500) });
export const ListDevelopers = z.strictObject({ partnerId: PartnerId });
export const GetDeveloper = z.strictObject({ id: UserId });

export const InviteDeveloper = z.strictObject({
  partnerId: PartnerId,
  email: Email,
  name: z.string().trim().min(1).max(200),
});

export const InvitedDeveloper = Developer.extend({
  loginLink: z.url().describe("Signs the developer in, once, within seven days"),
});

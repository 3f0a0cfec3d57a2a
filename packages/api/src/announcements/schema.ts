import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { ProductId } from "../products/schema.ts";

const AnnouncementId = z.string().regex(idPattern("ann"));
const PostId = z.string().regex(idPattern("pst"));
const Network = z.string().min(1).max(50);
const Text = z.string().trim().min(1).max(5000);
const Link = z.url({ protocol: /^https?$/ }).max(500);

export const AnnouncementPostStatus = z.enum([
  "scheduled",
  "posting",
  "posted",
  "failed",
  "unknown",
  "canceled",
]);

export const AnnouncementPost = z.object({
  id: PostId,
  connector: Network,
  name: z.string().max(100),
  /** What it says there, where that is not what the announcement says. */
  text: z.string().nullable(),
  status: AnnouncementPostStatus,
  attempts: z.int().min(0),
  url: z.string().nullable(),
  lastError: z.string().nullable(),
  postedAt: Timestamp.nullable(),
});

export const Announcement = z.object({
  id: AnnouncementId,
  text: z.string(),
  link: z.string().nullable(),
  productId: ProductId.nullable(),
  withImage: z.boolean(),
  scheduledAt: Timestamp,
  posts: z.array(AnnouncementPost),
  createdAt: Timestamp,
});
export type Announcement = z.infer<typeof Announcement>;

export const AnnouncementPage = Page(Announcement);
export const ListAnnouncements = z.strictObject(pageQuery);
export const GetAnnouncement = z.strictObject({ id: AnnouncementId });

/** A social network, and whether something can be said there. */
export const SocialNetwork = z.object({
  connector: Network,
  name: z.string(),
  configured: z.boolean(),
});
export const SocialNetworks = z.object({ data: z.array(SocialNetwork) });

export const ComposeAnnouncement = z.strictObject({
  text: Text,
  link: Link.nullable().default(null).describe("Put below the text, unless the text has it"),
  productId: ProductId.nullable().default(null).describe("Whose image is shown"),
  withImage: z.boolean().default(true).describe("Show the product's first image"),
  targets: z
    .array(z.strictObject({ connector: Network, text: Text.nullable().default(null) }))
    .min(1, "Choose where to say it.")
    .max(20)
    .refine(
      (targets) => new Set(targets.map(({ connector }) => connector)).size === targets.length,
      "Name each network once.",
    ),
});
export type ComposeAnnouncement = z.infer<typeof ComposeAnnouncement>;

export const CreateAnnouncement = ComposeAnnouncement.extend({
  scheduledAt: Timestamp.optional().describe("Left out: at once"),
});

/** An announcement as each network would take it. */
export const AnnouncementPreview = z.object({
  data: z.array(
    z.object({
      connector: Network,
      name: z.string(),
      text: z.string(),
      image: z.boolean(),
      problems: z.array(z.string()),
    }),
  ),
});

export const GetAnnouncementPost = z.strictObject({ id: PostId });

export const SettleAnnouncementPost = z.strictObject({
  id: PostId,
  outcome: z.enum(["posted", "missing"]).describe("What a look at the network showed"),
});

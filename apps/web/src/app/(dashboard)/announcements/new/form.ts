import { ComposeAnnouncement } from "@crossdock/api/schemas";
import { z } from "zod";

const { text } = ComposeAnnouncement.shape;

/** The form of an announcement: a network's own text and the time are left empty by most. */
export const announcementForm = z.object({
  text,
  link: z.union([z.literal("").transform(() => null), z.url({ protocol: /^https?$/ }).max(500)], {
    error: "Enter a web address, such as https://shop.example/mug, or nothing.",
  }),
  targets: z
    .array(
      z.object({
        connector: z.string(),
        text: z.string().transform((own) => own.trim() || null),
      }),
    )
    .min(1, "Choose where to say it."),
  scheduledAt: z
    .string()
    .transform((local) => (local === "" ? undefined : new Date(local).toISOString())),
});

export type AnnouncementValues = z.input<typeof announcementForm>;

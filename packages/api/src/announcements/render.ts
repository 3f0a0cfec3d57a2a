import type { Prisma } from "@crossdock/db";
import type { Context } from "../procedure/context.ts";
import { socialNetworks } from "./compose.ts";
import type { Announcement } from "./schema.ts";

export const announcementParts = {
  posts: { orderBy: { id: "asc" } },
} satisfies Prisma.AnnouncementInclude;

type Row = Prisma.AnnouncementGetPayload<{ include: typeof announcementParts }>;

/** An announcement with the networks' names. */
export function toAnnouncement(
  { services }: Context,
  { posts, scheduledAt, createdAt, ...row }: Row,
): Announcement {
  const names = new Map(socialNetworks(services).map(({ id, name }) => [id, name]));
  return {
    ...row,
    scheduledAt: scheduledAt.toISOString(),
    createdAt: createdAt.toISOString(),
    posts: posts.map((post) => ({
      id: post.id,
      connector: post.connector,
      name: names.get(post.connector) ?? post.connector,
      text: post.text,
      status: post.status,
      attempts: post.attempts,
      url: post.url,
      lastError: post.lastError,
      postedAt: post.postedAt?.toISOString() ?? null,
    })),
  };
}

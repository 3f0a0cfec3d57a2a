import type { Prisma } from "@crossdock/db";
import type { Context } from "../procedure/context.ts";
import { publishers } from "./compose.ts";
import type { Announcement } from "./schema.ts";

export const announcementParts = {
  posts: { orderBy: { id: "asc" } },
} satisfies Prisma.AnnouncementInclude;

type Row = Prisma.AnnouncementGetPayload<{ include: typeof announcementParts }>;

/** Renders announcements with the networks' names. */
export async function announcementRenderer(context: Context): Promise<(row: Row) => Announcement> {
  const known = await publishers(context);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return ({ posts, scheduledAt, createdAt, ...row }) => ({
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
  });
}

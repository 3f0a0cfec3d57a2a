import { isReady } from "@crossdock/connectors";
import { AppError, newId, toPage } from "@crossdock/core";
import type { CommandContext, Context } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { composePost, publisherOf, socialNetworks } from "./compose.ts";
import { publishPostJob } from "./publish.ts";
import { announcementParts, toAnnouncement } from "./render.ts";
import {
  Announcement,
  AnnouncementPage,
  AnnouncementPreview,
  ComposeAnnouncement,
  CreateAnnouncement,
  GetAnnouncement,
  GetAnnouncementPost,
  ListAnnouncements,
  SettleAnnouncementPost,
  SocialNetworks,
} from "./schema.ts";

export const announcementsRouter = router({
  networks: query("announcements:read")
    .meta({ summary: "List the social networks" })
    .input(Nothing)
    .output(SocialNetworks)
    .query(async ({ ctx: { services } }) => {
      const data = socialNetworks(services).map(async ({ id, name }) => {
        const connector = await services.connectors.get(id);
        return { connector: id, name, configured: isReady(connector) };
      });
      return { data: await Promise.all(data) };
    }),

  list: query("announcements:read")
    .meta({ summary: "List announcements" })
    .input(ListAnnouncements)
    .output(AnnouncementPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const rows = await ctx.db.announcement.findMany({
        where: startingAfter(cursor),
        include: announcementParts,
        ...newestFirst(limit),
      });
      return toPage(rows, limit, (row) => toAnnouncement(ctx, row));
    }),

  get: query("announcements:read")
    .meta({ summary: "Get an announcement" })
    .input(GetAnnouncement)
    .output(Announcement)
    .query(({ ctx, input: { id } }) => read(ctx, id)),

  preview: query("announcements:read")
    .meta({
      summary: "See what an announcement says on each network, and what keeps it from going",
    })
    .input(ComposeAnnouncement)
    .output(AnnouncementPreview)
    .query(async ({ ctx, input }) => ({ data: await previewOf(ctx, input) })),

  create: command("announcements:write")
    .meta({
      summary: "Publish an announcement, now or later",
      errors: ["connector_not_configured"],
    })
    .input(CreateAnnouncement)
    .output(Announcement)
    .mutation(async ({ ctx, input: { scheduledAt, ...input } }) => {
      refuseProblems(await previewOf(ctx, input));
      const { targets, ...content } = input;
      const at = scheduledAt ? new Date(scheduledAt) : ctx.now;
      const id = newId("ann", ctx.now);
      const posts = targets.map(({ connector, text }) => ({
        ...{ id: newId("pst", ctx.now), connector, text },
        ...{ status: "scheduled" as const, createdAt: ctx.now },
      }));
      await ctx.db.announcement.create({
        data: {
          ...content,
          id,
          scheduledAt: at,
          createdAt: ctx.now,
          posts: { createMany: { data: posts } },
        },
      });
      const wait = Math.max(0, Math.ceil((at.getTime() - ctx.now.getTime()) / 1000));
      for (const post of posts) await ctx.enqueue(publishPostJob, { postId: post.id }, wait);
      return read(ctx, id);
    }),

  cancel: command("announcements:write")
    .meta({ summary: "Take back what is not published yet" })
    .input(GetAnnouncement)
    .output(Announcement)
    .mutation(async ({ ctx, input: { id } }) => {
      await read(ctx, id);
      const count = await ctx.db.$executeRaw`
        UPDATE announcement_post SET status = 'canceled'
        WHERE announcement_id = ${id} AND status = 'scheduled'`;
      if (count === 0) {
        const detail = "Nothing of it waits any more. Take it back on the networks themselves.";
        throw new AppError("conflict", { detail });
      }
      return read(ctx, id);
    }),

  retry: command("announcements:write")
    .meta({ summary: "Try a failed post again" })
    .input(GetAnnouncementPost)
    .output(Announcement)
    .mutation(async ({ ctx, input: { id } }) => again(ctx, id, "failed")),

  settle: command("announcements:write")
    .meta({ summary: "Say whether a post of unknown end is there" })
    .input(SettleAnnouncementPost)
    .output(Announcement)
    .mutation(async ({ ctx, input: { id, outcome } }) => {
      if (outcome === "missing") return again(ctx, id, "unknown");
      const count = await ctx.db.$executeRaw`
        UPDATE announcement_post SET status = 'posted', posted_at = ${ctx.now}, last_error = NULL
        WHERE id = ${id} AND status = 'unknown'`;
      if (count === 0) throw notSo(id, "unknown");
      return readOfPost(ctx, id);
    }),
});

async function previewOf(ctx: Context, { targets, ...content }: ComposeAnnouncement) {
  const composed = await composePost(ctx, content);
  return Promise.all(
    targets.map(async ({ connector: id, text }) => {
      const { name, publish } = await publisherOf(ctx, id);
      const post = text === null ? composed : await composePost(ctx, { ...content, text });
      const problems = publish.problemsOf(post);
      return { connector: id, name, text: post.text, image: post.images.length > 0, problems };
    }),
  );
}

function refuseProblems(previews: { problems: string[] }[]): void {
  const errors = previews.flatMap(({ problems }, index) =>
    problems.map((detail) => ({ pointer: `#/targets/${index}/text`, code: "custom", detail })),
  );
  const [first] = errors;
  if (first) throw new AppError("validation_failed", { detail: first.detail, errors });
}

async function again(ctx: CommandContext, id: string, from: "failed" | "unknown") {
  const count = await ctx.db.$executeRaw`
    UPDATE announcement_post
    SET status = 'scheduled', attempts = 0, first_tried_at = NULL, last_error = NULL
    WHERE id = ${id} AND status = ${from}::announcement_post_status`;
  if (count === 0) throw notSo(id, from);
  await ctx.enqueue(publishPostJob, { postId: id });
  return readOfPost(ctx, id);
}

async function readOfPost(ctx: CommandContext, id: string) {
  const where = { id };
  const { announcementId } = await ctx.db.announcementPost.findUniqueOrThrow({ where });
  return read(ctx, announcementId);
}

async function read(ctx: Context & Pick<CommandContext, "db">, id: string) {
  const row = await ctx.db.announcement.findUnique({ where: { id }, include: announcementParts });
  if (!row) throw new AppError("not_found", { detail: `There is no announcement ${id}.` });
  return toAnnouncement(ctx, row);
}

function notSo(id: string, status: string): AppError {
  return new AppError("conflict", { detail: `There is no post ${id} that is ${status}.` });
}

import { ConnectorError, type Published } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { composePost, type Publisher, publisherOf } from "./compose.ts";

export const publishPostJob = "publish-post";

/** How long after each failed try the next one follows, in seconds. */
const pauses = [15, 60, 300, 900, 1200];

const deadlineMs = 60_000;

type PostRow = Prisma.AnnouncementPostGetPayload<{ include: { announcement: true } }>;

/**
 * Publishes a post of an announcement, once. A network that knows our key is asked again for as long
 * as it knows it; where nobody can know whether a try was the one, a person is asked.
 */
export async function publishPost(context: Context, postId: string): Promise<void> {
  const { prisma } = context.services.db;
  const before = await prisma.announcementPost.findUnique({ where: { id: postId } });
  if (!before) return;
  const publisher = await publisherOf(context, before.connector).catch((error: unknown) => error);
  if (!isPublisher(publisher)) return settle(context, postId, { error: publisher });
  const post = await begin(context, postId, publisher);
  if (!post) return;
  const repeatable = isRepeatable(post, publisher, context.services.clock.now());
  try {
    const { announcement } = post;
    const text = post.text ?? announcement.text;
    const whole = await composePost(context, { ...announcement, text });
    const published = await publisher.publish.publish(whole, {
      ...{ key: post.id, createdAt: post.createdAt, deadlineMs },
    });
    await settle(context, postId, { published });
  } catch (error) {
    await settle(context, postId, { error, repeatable });
  }
}

// Marks the try before it is made: who finds the mark knows that a try began and has not ended.
function begin(context: Context, postId: string, publisher: Publisher): Promise<PostRow | null> {
  return unitOfWork(context, "announcements.try", async (ctx) => {
    const post = await lockPost(ctx, postId);
    ctx.about(post.announcementId);
    if (post.status === "posting" && !isRepeatable(post, publisher, ctx.now)) {
      await giveUp(ctx, post, "unknown", "A try was cut off.");
      return null;
    }
    if (post.status !== "scheduled" && post.status !== "posting") return null;
    return ctx.db.announcementPost.update({
      where: { id: postId },
      data: {
        status: "posting",
        attempts: { increment: 1 },
        firstTriedAt: post.firstTriedAt ?? ctx.now,
      },
      include: { announcement: true },
    });
  });
}

type End = { published: Published } | { error: unknown; repeatable?: boolean };

function settle(context: Context, postId: string, end: End): Promise<void> {
  return unitOfWork(context, "announcements.settle", async (ctx) => {
    const post = await lockPost(ctx, postId);
    ctx.about(post.announcementId);
    // What was published is so, whatever somebody has made of the row meanwhile.
    if ("published" in end) return markPosted(ctx, post, end.published);
    if (post.status !== "scheduled" && post.status !== "posting") return;
    const { error, repeatable = true } = end;
    const message = error instanceof Error ? error.message : String(error);
    if (isUnknown(error) && !repeatable) return giveUp(ctx, post, "unknown", message);
    const pause = pauses[post.attempts - 1];
    if (isFinal(error) || pause === undefined)
      return giveUp(ctx, post, isUnknown(error) ? "unknown" : "failed", message);
    // An end that nobody knows keeps the mark: a repeatable try may follow, another may not.
    const status = isUnknown(error) ? "posting" : "scheduled";
    await ctx.db.announcementPost.update({
      where: { id: post.id },
      data: { status, lastError: message.slice(0, 1000) },
    });
    await ctx.enqueue(publishPostJob, { postId: post.id }, pause);
  });
}

async function markPosted(ctx: CommandContext, post: PostRow, { ref, url }: Published) {
  await ctx.db.announcementPost.update({
    where: { id: post.id },
    data: { status: "posted", ref, url, lastError: null, postedAt: ctx.now },
  });
}

async function giveUp(
  ctx: CommandContext,
  { id, announcementId, connector }: PostRow,
  status: "failed" | "unknown",
  message: string,
): Promise<void> {
  await ctx.db.announcementPost.update({
    where: { id },
    data: { status, lastError: message.slice(0, 1000) },
  });
  const { definitions } = ctx.services.connectors;
  const network = definitions.find((one) => one.id === connector)?.name ?? connector;
  const isOpen = status === "unknown";
  await notifyTeam(ctx, {
    kind: "connector",
    key: `post ${status} ${id}`,
    subject: isOpen ? `Is it on ${network}?` : `Not published on ${network}`,
    paragraphs: [
      isOpen
        ? `Nobody knows whether an announcement is on ${network}: the connection was cut while it was published. Look there, and then say on the announcement's page what you found.`
        : `An announcement could not be published on ${network}: ${message}`,
    ],
    href: `/announcements/${announcementId}`,
  });
}

async function lockPost(ctx: CommandContext, id: string): Promise<PostRow> {
  await ctx.db.$executeRaw`SELECT FROM announcement_post WHERE id = ${id} FOR UPDATE`;
  const include = { announcement: true };
  return ctx.db.announcementPost.findUniqueOrThrow({ where: { id }, include });
}

function isRepeatable({ firstTriedAt }: PostRow, { publish }: Publisher, now: Date): boolean {
  const since = firstTriedAt ? now.getTime() - firstTriedAt.getTime() : 0;
  return since < publish.repeatableForMs;
}

function isUnknown(error: unknown): boolean {
  return (
    !(error instanceof AppError) &&
    (!(error instanceof ConnectorError) || error.kind === "indeterminate")
  );
}

// The network will not take it as it is, or the settings are wrong: a person has to act.
function isFinal(error: unknown): boolean {
  if (error instanceof AppError) return true;
  return (
    error instanceof ConnectorError &&
    (error.kind === "invalid_request" ||
      error.kind === "declined" ||
      error.kind === "configuration")
  );
}

function isPublisher(value: unknown): value is Publisher {
  return typeof value === "object" && value !== null && "publish" in value;
}

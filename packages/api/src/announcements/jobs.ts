import { discardedBy, type Job } from "../procedure/jobs.ts";
import { publishPost, publishPostJob } from "./publish.ts";

export const publishPosts: Job = {
  name: publishPostJob,
  callsOut: true,
  run: (context, { postId = "" }) => publishPost(context, postId),
  async onDiscard(ctx, all) {
    const id = { in: all.map(({ postId = "" }) => postId) };
    const lastError = discardedBy(ctx);
    const { announcementPost } = ctx.db;
    await announcementPost.updateMany({
      where: { id, status: "scheduled" },
      data: { status: "failed", lastError },
    });
    // A try was begun whose end nobody has heard of: it may be there.
    await announcementPost.updateMany({
      where: { id, status: "posting" },
      data: { status: "unknown", lastError },
    });
  },
};

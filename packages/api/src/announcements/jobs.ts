import type { Job } from "../procedure/jobs.ts";
import { publishPost, publishPostJob } from "./publish.ts";

export const publishPosts: Job = {
  name: publishPostJob,
  run: (context, { postId = "" }) => publishPost(context, postId),
};

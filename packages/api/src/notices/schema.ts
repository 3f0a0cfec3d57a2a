import { z } from "zod";
import { noticeChannels, noticeKinds } from "./kinds.ts";

export const NoticeKind = z.enum(noticeKinds);

const route = { mail: z.boolean(), slack: z.boolean(), http: z.boolean() };

export const NoticeSettings = z.object({
  routes: z.array(z.object({ kind: NoticeKind, ...route })),
  channels: z.array(
    z.object({
      id: z.enum(noticeChannels),
      name: z.string().max(100),
      ready: z.boolean().describe("Configured and switched on"),
    }),
  ),
});

export const SetNoticeRoute = z.strictObject({ kind: NoticeKind, ...route });

export const TestNotice = z.strictObject({ channel: z.enum(noticeChannels) });

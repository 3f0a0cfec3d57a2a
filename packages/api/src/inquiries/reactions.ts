import { queueMail } from "../notifications/queue.ts";
import type { Reaction } from "../procedure/reactions.ts";
import { Inquiry } from "./schema.ts";

export const inquiryReactions: Reaction[] = [
  {
    on: "inquiry.answered",
    name: "notifications.answerInquiry",
    async run(ctx, event) {
      const inquiry = Inquiry.parse(event.object);
      const paragraphs = [
        `Hello ${inquiry.name},`,
        inquiry.answer ?? "",
        `You wrote: ${inquiry.message}`,
      ];
      ctx.about(inquiry.id);
      await queueMail(ctx, event.id, {
        template: "inquiry-answered",
        to: inquiry.email,
        subject: "Our answer to your inquiry",
        paragraphs,
      });
    },
  },
];

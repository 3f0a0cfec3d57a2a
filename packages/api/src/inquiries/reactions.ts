import { queueMail } from "../notifications/queue.ts";
import type { Reaction } from "../procedure/reactions.ts";
import { Inquiry } from "./schema.ts";

export const inquiryReactions: Reaction[] = [
  {
    on: "inquiry.answered",
    name: "notifications.answerInquiry",
    async run(ctx, event) {
      const { id, email, name, answer, message } = Inquiry.parse(event.object);
      ctx.about(id);
      await queueMail(ctx, event.id, {
        template: "inquiry-answered",
        to: email,
        variables: { name, answer: answer ?? "", message },
      });
    },
  },
];

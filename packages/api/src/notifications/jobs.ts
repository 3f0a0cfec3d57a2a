import type { Job } from "../procedure/jobs.ts";
import { deliverMail, deliverMailJob } from "./deliver.ts";

export const deliverMails: Job = {
  name: deliverMailJob,
  run: (context, { notificationId = "", code, userId, hours }) =>
    deliverMail(context, notificationId, {
      code,
      link: userId ? { userId, hours: Number(hours) } : undefined,
    }),
};

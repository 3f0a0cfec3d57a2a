import type { Job } from "../procedure/jobs.ts";
import { deliverMail, deliverMailJob } from "./deliver.ts";
import { rowsOfDelivery } from "./delivery-rows.ts";

export const deliverMails: Job = {
  name: deliverMailJob,
  callsOut: true,
  whileReadOnly: true,
  ...rowsOfDelivery,
  run: (context, { notificationId = "", code, userId, hours }) =>
    deliverMail(context, notificationId, {
      code,
      link: userId ? { userId, hours: Number(hours) } : undefined,
    }),
};

import type { Job } from "../procedure/jobs.ts";
import { requestAction, startPaymentJob } from "./start.ts";

/** Gets the payment page of an order whose placing could not: the provider was slow, or we died. */
export const startPayments: Job = {
  name: startPaymentJob,
  async run(context, { paymentId = "" }) {
    await requestAction(context, paymentId);
  },
};

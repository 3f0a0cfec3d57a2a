import type { Job } from "../procedure/jobs.ts";
import { reconcileConnector } from "./reconcile.ts";

/** Looks each hour, and after every start, for events that third parties had told us in vain. */
export const reconcileAll: Job = {
  name: "reconcile",
  cron: "17 * * * *",
  atStart: true,
  async run({ services: { connectors, jobs } }) {
    for (const { id } of connectors.definitions) {
      const connector = await connectors.get(id);
      if (connector?.inbound?.listEvents) await jobs.enqueue(reconcileOne.name, { connector: id });
    }
  },
};

/** One third party's; one that is down holds up no other. */
export const reconcileOne: Job = {
  name: "reconcile-connector",
  async run(context, { connector = "" }) {
    await reconcileConnector(context, connector);
  },
};

import type { Job } from "../procedure/jobs.ts";
import { reconcileConnector } from "./reconcile.ts";
import { reconcileSource } from "./source.ts";

/** Looks each hour, and after every start, for events that third parties had told us in vain. */
export const reconcileAll: Job = {
  name: "reconcile",
  cron: "17 * * * *",
  atStart: true,
  async run({ services: { connectors, db, jobs } }) {
    for (const { id } of connectors.definitions) {
      const connector = await connectors.get(id);
      if (connector?.inbound?.listEvents) await jobs.enqueue(reconcileOne.name, { connector: id });
    }
    const where = { kind: "github", enabled: true };
    const sources = await db.prisma.inboundSource.findMany({ where, select: { id: true } });
    for (const { id } of sources) await jobs.enqueue(reconcileGithub.name, { source: id });
  },
};

/** One third party's; one that is down holds up no other. */
export const reconcileOne: Job = {
  name: "reconcile-connector",
  callsOut: true,
  async run(context, { connector = "" }) {
    await reconcileConnector(context, connector);
  },
};

/** One source's of GitHub. */
export const reconcileGithub: Job = {
  name: "reconcile-source",
  callsOut: true,
  async run(context, { source = "" }) {
    await reconcileSource(context, source);
  },
};

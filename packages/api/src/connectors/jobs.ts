import { lowestId, systemPrincipal } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { Services } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { checkConnector } from "./check.ts";

/** Asks every connector that is in use, once an hour, whether it still works. */
export const checkConnectors: Job = {
  name: "check-connectors",
  callsOut: true,
  cron: "23 * * * *",
  async run(context) {
    const { connectors } = context.services;
    const principal = systemPrincipal("connector checks");
    for (const { id } of connectors.definitions) {
      const connector = await connectors.get(id);
      if (connector?.configured && connector.off === null)
        await checkConnector({ ...context, principal }, id);
    }
  },
};

/** Tells the team once of each thing that was noticed about a third party's API. */
export const tellOfWarnings: Job = {
  name: "tell-of-connector-warnings",
  cron: "*/5 * * * *",
  async run(context) {
    const untold = await context.services.db.prisma.connectorWarning.findMany({
      where: { notifiedAt: null },
      take: 20,
    });
    for (const { connector, kind, detail, method, host, path } of untold) {
      const name = nameOf(context.services, connector);
      const principal = systemPrincipal("connector warnings");
      await unitOfWork({ ...context, principal }, "connectors.warn", async (ctx) => {
        ctx.about(connector);
        const where = { connector, kind, detail, notifiedAt: null };
        const { count } = await ctx.db.connectorWarning.updateMany({
          where,
          data: { notifiedAt: ctx.now },
        });
        if (count === 0) return;
        await notifyTeam(ctx, {
          kind: "connector",
          key: `connector warning ${connector} ${kind} ${detail}`,
          subject: `${name}: ${subjects[kind] ?? kind}`,
          paragraphs: [`${method} ${host}${path}: ${detail}`, mends[kind] ?? ""],
          href: `${connector.startsWith("cnx_") ? "/connections" : "/connectors"}/${connector}`,
        });
      });
    }
  },
};

const subjects: Record<string, string> = {
  deprecation: "what we call there is deprecated",
  sunset: "what we call there will be switched off",
  unknown_shape: "its answers are not as we know them",
  certificate: "the certificate of its server ends soon",
};

const later = "Look for a newer version of Crossdock before it stops working.";
const mends: Record<string, string> = {
  deprecation: later,
  sunset: later,
  unknown_shape: "It may have changed its API: check whether the connector still works.",
  certificate: "Nothing can be called there afterwards. Ask whoever runs it to renew it.",
};

/** Forgets checks and warnings that are old. */
export const tidyConnectorLogs: Job = {
  name: "tidy-connector-logs",
  cron: "41 * * * *",
  async run({ services: { db, clock } }) {
    const now = clock.now();
    const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const { prisma } = db;
    await prisma.connectorCheck.deleteMany({ where: { id: { lt: lowestId("chk", before(30)) } } });
    await prisma.connectorWarning.deleteMany({ where: { lastAt: { lt: before(30) } } });
  },
};

function nameOf({ connectors }: Services, id: string): string {
  return connectors.definitions.find((definition) => definition.id === id)?.name ?? id;
}

import type {
  ConnectorDefinition,
  MergedSettings,
  RegisteredConnector,
  SettingState,
} from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { Context, QueryContext } from "../procedure/context.ts";
import { lastCallOf } from "./calls.ts";
import type { ConnectorDetail, ConnectorSummary } from "./schema.ts";
import { ConnectorWarning } from "./schema.ts";
import { secretOwner } from "./store.ts";

/** @throws AppError `not_found` */
export function findDefinition({ services }: Context, id: string): ConnectorDefinition {
  const found = services.connectors.definitions.find((definition) => definition.id === id);
  if (found) return found;
  throw new AppError("not_found", { detail: `There is no connector ${id}.` });
}

/** How a connector stands. */
export async function summaryOf(
  ctx: QueryContext,
  definition: ConnectorDefinition,
): Promise<z.input<typeof ConnectorSummary>> {
  const { services, db, now } = ctx;
  const { id, name, summary, category } = definition;
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const [merged, connector, lastCheck, lastCall, warnings] = await Promise.all([
    services.connectors.settings(definition),
    services.connectors.get(id),
    db.connectorCheck.findFirst({ where: { connector: id }, orderBy: { id: "desc" } }),
    lastCallOf(ctx, id),
    db.connectorWarning.count({ where: { connector: id, lastAt: { gte: weekAgo } } }),
  ]);
  return {
    ...{ id, name, summary, category, warnings },
    state: stateOf(connector, merged, lastCheck),
    configured: connector?.configured ?? false,
    off: connector?.off ?? null,
    problem: merged.problem,
    lastCheck: lastCheck && toCheck(lastCheck),
    lastCall,
  };
}

/** All that the page of a connector shows; of its secrets, whether and when they were entered. */
export async function detailOf(
  ctx: QueryContext,
  definition: ConnectorDefinition,
): Promise<z.input<typeof ConnectorDetail>> {
  const { services, db } = ctx;
  const { id: connector, apiVersion, docs, webhooks } = definition;
  const where = { connector };
  const [summary, { fields, host }, kept, entered, checks, warnings] = await Promise.all([
    summaryOf(ctx, definition),
    services.connectors.settings(definition),
    services.identity.secrets.list(secretOwner(connector)),
    db.connectorSetting.findUnique({ where }),
    db.connectorCheck.findMany({ where, orderBy: { id: "desc" }, take: 20 }),
    db.connectorWarning.findMany({ where, orderBy: { lastAt: "desc" }, take: 20 }),
  ]);
  const url = `${services.appUrl}/api/webhooks/${connector}`;
  return {
    ...{ ...summary, apiVersion, docs, host },
    webhook: webhooks === undefined ? null : { url, where: webhooks },
    version: entered?.version ?? 0,
    settings: fields.map((field) => {
      const stored = kept.find(({ name }) => name === field.name);
      return { ...field, enteredAt: stored?.updatedAt.toISOString() ?? null };
    }),
    checks: checks.map(toCheck),
    seenWarnings: warnings.map(toWarning),
  };
}

/**
 * A secret setting of a connector, and the host that it is for as things are set now.
 * @throws AppError `not_found`
 */
export async function findSecret(
  ctx: Context,
  connector: string,
  name: string,
): Promise<{ field: SettingState; host: string | null }> {
  const { fields, host } = await ctx.services.connectors.settings(findDefinition(ctx, connector));
  const field = fields.find((one) => one.name === name && one.secret);
  if (field) return { field, host };
  throw new AppError("not_found", { detail: `No connector ${connector} has a secret ${name}.` });
}

function stateOf(
  connector: RegisteredConnector | undefined,
  { problem, fields }: MergedSettings,
  lastCheck: { ok: boolean } | null,
) {
  if (connector?.off) return "off";
  if (connector?.configured) return lastCheck?.ok === false ? "problem" : "configured";
  const isBegun = fields.some(({ source }) => source === "entered" || source === "variable");
  return problem !== null && isBegun ? "problem" : "unconfigured";
}

function toCheck({ ok, detail, createdAt }: Prisma.ConnectorCheckGetPayload<object>) {
  return { ok, detail, at: createdAt.toISOString() };
}

function toWarning(row: Prisma.ConnectorWarningGetPayload<object>) {
  const { kind, detail, method, host, path, firstAt, lastAt } = row;
  return {
    kind: ConnectorWarning.shape.kind.parse(kind),
    detail,
    call: `${method} ${host}${path}`,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}

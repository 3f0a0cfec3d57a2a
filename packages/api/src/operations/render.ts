import type { Prisma } from "@crossdock/db";
import type { z } from "zod";
import { bodyPolicyOf } from "./body-policy.ts";
import type { PublicVersion } from "./public-api.ts";
import type { Served } from "./registry.ts";
import type { ListOperations, OperationSummary, ServedOperation, VersionUsage } from "./schema.ts";
import type { OperationUsage, UsageOfVersion } from "./usage.ts";

type Setting = Prisma.OperationSettingGetPayload<object>;
type Summary = z.input<typeof OperationSummary>;

/** The operation as its newest version has it, with what is set for it and how often it is called. */
export function toSummary(
  served: [Served, ...Served[]],
  setting: Setting | null | undefined,
  usage: OperationUsage,
): Summary {
  const { name, method, path, summary, scope = "any", tags } = served[0].operation;
  const { enabled = true, reason = null, limitPerMinute = null } = setting ?? {};
  return {
    ...{ id: name, method, path, summary, tag: tags[0] ?? "other" },
    scope: scope === "any" ? null : scope,
    versions: served.map(({ version }) => version),
    state: enabled ? (limitPerMinute === null ? "on" : "limited") : "off",
    ...{ reason, limitPerMinute },
    ...usage,
  };
}

export function matches(operation: Summary, filter: z.output<typeof ListOperations>): boolean {
  const { id, method, path, summary } = operation;
  const words = `${method} ${path} ${id} ${summary}`.toLowerCase();
  return (
    (filter.q === undefined || words.includes(filter.q.trim().toLowerCase())) &&
    (filter.version === undefined || operation.versions.includes(filter.version)) &&
    (filter.state === undefined || operation.state === filter.state)
  );
}

export function toServed({ version, operation }: Served): z.input<typeof ServedOperation> {
  const { method, path, params, status, deprecated, cost, errors, example } = operation;
  return {
    ...{ version, method, path, params, status, deprecated, cost, errors, example },
    idempotencyKey: operation.idempotencyKey ?? null,
    ifMatch: operation.ifMatch ?? null,
    inputSchema: { ...operation.inputSchema },
    outputSchema: operation.outputSchema === undefined ? null : { ...operation.outputSchema },
  };
}

/** What becomes of a version, and who calls it. */
export function toVersionUsage(
  version: PublicVersion,
  newest: boolean,
  now: Date,
  usage: UsageOfVersion | undefined,
): z.input<typeof VersionUsage> {
  const { name, released, deprecated, sunset } = version;
  const isPast = (date: string | undefined) => date !== undefined && new Date(date) <= now;
  const served = newest ? "current" : "supported";
  const state = isPast(sunset) ? "ended" : isPast(deprecated) ? "deprecated" : served;
  const dates = { released, deprecated: deprecated ?? null, sunset: sunset ?? null };
  return { name, state, ...dates, ...(usage ?? neverCalled) };
}

const neverCalled: UsageOfVersion = { calls: 0, errors: 0, lastAt: null, keyCount: 0, keys: [] };

export function toSetting({ updatedAt, ...setting }: Setting) {
  return { ...setting, bodies: bodyPolicyOf(setting), updatedAt: updatedAt.toISOString() };
}

import type { ConnectorDefinition, SettingState } from "@crossdock/connectors";
import { AppError, type FieldError } from "@crossdock/core";
import { isLoopbackUrl } from "@crossdock/http";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";

/**
 * Keeps what was entered for a connector's settings, secrets apart.
 * @param values texts by name; null and an empty text take one back
 * @throws AppError `validation_failed`, or `conflict` where somebody else has changed them meanwhile
 */
export async function enterSettings(
  ctx: CommandContext,
  definition: ConnectorDefinition,
  { version, values }: { version: number; values: Record<string, string | null> },
): Promise<void> {
  const { id, settings } = definition;
  const { fields } = await ctx.services.connectors.settings(definition);
  const faults = Object.entries(values).flatMap(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    const detail = faultOf(field, value, settings.shape[name], ctx.services.appUrl);
    return detail === null ? [] : [faultAt(name, detail)];
  });
  if (faults[0])
    throw new AppError("validation_failed", { detail: faults[0].detail, errors: faults });

  const row = await ctx.db.connectorSetting.findUnique({ where: { connector: id } });
  const merged = { ...Entered.parse(row?.values ?? {}), ...values };
  const kept = Object.entries(merged).filter(([, value]) => value !== null && value !== "");
  const json = JSON.stringify(Object.fromEntries(kept));
  const written = await ctx.db.$executeRaw`
    INSERT INTO connector_setting (connector, "values", version, updated_at)
    SELECT ${id}, ${json}::jsonb, 1, ${ctx.now} WHERE ${version} = 0
      OR EXISTS (SELECT FROM connector_setting WHERE connector = ${id})
    ON CONFLICT (connector) DO UPDATE
      SET "values" = EXCLUDED."values", version = connector_setting.version + 1, updated_at = ${ctx.now}
      WHERE connector_setting.version = ${version}`;
  if (written === 0)
    throw new AppError("conflict", {
      detail: "Somebody has changed these settings meanwhile: load the page again.",
    });
}

const Entered = z.record(z.string(), z.string().nullable());

function faultAt(name: string, detail: string): FieldError {
  return { pointer: `#/values/${name}`, code: "invalid", detail };
}

function faultOf(
  field: SettingState | undefined,
  value: string | null,
  schema: z.core.$ZodType | undefined,
  appUrl: string,
): string | null {
  if (!field || !schema) return "There is no such setting.";
  if (field.secret) return "This is a secret: enter it by itself.";
  if (field.source === "variable" || field.variableOnly)
    return `${field.variable} sets it: change it there.`;
  if (value === null || value === "") return null;
  const issue = z.safeParse(schema, value).error?.issues[0];
  if (issue) return issue.message;
  return field.kind === "address" ? addressFault(value, appUrl) : null;
}

// Against a dashboard that is used to reach what only this machine can (SSRF).
function addressFault(address: string, appUrl: string): string | null {
  const isLoopback = isLoopbackUrl(address);
  if (isLoopback && !isLoopbackUrl(appUrl)) return "This address is the server's own.";
  return isLoopback || address.startsWith("https:") ? null : "Enter an address of https://.";
}

import { invalidMember } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";

type Context = Pick<CommandContext, "now" | "services">;

/** @throws AppError `validation_failed` for a version that is not served */
export function refuseUnknownVersion({ services }: Context, version: string | null): void {
  const names = services.publicApi.versions.map(({ name }) => name);
  if (version === null || names.includes(version)) return;
  const fix = `There are ${names.join(", ")}; null follows the newest.`;
  const detail = `There is no version ${version}.`;
  throw invalidMember({ pointer: "#/apiVersion", code: "unknown_version", detail, fix });
}

/** @throws AppError `validation_failed` for an end that is over; `pointer` is where it stands */
export function refusePastEnd(
  { now }: Context,
  end: string | null | undefined,
  pointer = "#/expiresAt",
): void {
  if (end == null || new Date(end) > now) return;
  const fix = "Choose a later moment.";
  throw invalidMember({ pointer, code: "in_the_past", detail: `${end} is over.`, fix });
}

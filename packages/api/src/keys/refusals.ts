import { AppError } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";

type Context = Pick<CommandContext, "now" | "services">;

/** @throws AppError `validation_failed` for a version that is not served */
export function refuseUnknownVersion({ services }: Context, version: string | null): void {
  const names = services.publicApi.versions.map(({ name }) => name);
  if (version === null || names.includes(version)) return;
  const fix = `There are ${names.join(", ")}; null follows the newest.`;
  throw refusal("#/apiVersion", "unknown_version", `There is no version ${version}.`, fix);
}

/** @throws AppError `validation_failed` for an end that is over; `pointer` is where it stands */
export function refusePastEnd(
  { now }: Context,
  end: string | null | undefined,
  pointer = "#/expiresAt",
): void {
  if (end == null || new Date(end) > now) return;
  throw refusal(pointer, "in_the_past", `${end} is over.`, "Choose a later moment.");
}

function refusal(pointer: string, code: string, detail: string, fix: string): AppError {
  return new AppError("validation_failed", { detail, errors: [{ pointer, code, detail, fix }] });
}

import { AppError } from "@crossdock/core";

/** Why a delivery is not believed or not taken; counted by these words. */
export const refusalReasons = [
  "signature_missing",
  "signature_invalid",
  "header_repeated",
  "stale",
  "unreadable",
  "no_secret",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** The error of a delivery that is refused; `data.reason` tells machines why. */
export function refused(reason: RefusalReason, detail: string): AppError {
  return new AppError(codes[reason], { detail, data: { reason } });
}

const codes = {
  signature_missing: "signature_invalid",
  signature_invalid: "signature_invalid",
  header_repeated: "signature_invalid",
  stale: "signature_invalid",
  unreadable: "bad_request",
  no_secret: "connector_not_configured",
} as const;

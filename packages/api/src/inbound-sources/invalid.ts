import { AppError } from "@crossdock/core";

/** A fault of the input at a place, by its code, in a sentence that names the mend. */
export function invalid(pointer: string, code: string, detail: string): AppError {
  return new AppError("validation_failed", { detail, errors: [{ pointer, code, detail }] });
}

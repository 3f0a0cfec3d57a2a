import { AppError } from "@crossdock/core";
import { isUniqueViolation } from "@crossdock/db";

/**
 * Says in words what is taken, where the database says that a unique constraint was violated.
 * @throws AppError `conflict` with `detail` and `data`
 */
export async function refuseDuplicates<T>(
  { detail, data }: { detail: string; data?: Record<string, unknown> },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new AppError("conflict", { detail, data, cause });
  }
}

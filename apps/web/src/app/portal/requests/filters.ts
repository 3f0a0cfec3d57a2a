import type { LogFilters } from "../../(dashboard)/requests/filters.ts";

/** By which way systems call; the pages that developers open are calls too, and are not looked for here. */
export const usualTransport = "rest";

/** What an address of the portal's list means. */
export function portalFilters(values: LogFilters): LogFilters {
  return { ...values, transport: values.transport ?? usualTransport };
}

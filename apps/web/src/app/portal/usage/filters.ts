import { usageDays } from "@crossdock/api/schemas";
import { createLoader, parseAsNumberLiteral, parseAsString } from "nuqs/server";

/** The usage page's part of the URL. */
export const usageFilters = {
  days: parseAsNumberLiteral(usageDays),
  credentialId: parseAsString,
  version: parseAsString,
};

export const loadUsageFilters = createLoader(usageFilters);

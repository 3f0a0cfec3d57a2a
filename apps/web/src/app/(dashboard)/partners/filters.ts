import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const partnerStatuses = ["active", "suspended"] as const;

/** The partner list's part of the URL. */
export const partnerFilters = {
  status: parseAsStringLiteral(partnerStatuses),
  cursor: parseAsString,
};

export const loadPartnerFilters = createLoader(partnerFilters);

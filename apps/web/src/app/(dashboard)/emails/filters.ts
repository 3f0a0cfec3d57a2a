import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const emailStatuses = ["queued", "sent", "kept", "failed"] as const;

/** The e-mail list's part of the URL. */
export const emailFilters = {
  status: parseAsStringLiteral(emailStatuses),
  cursor: parseAsString,
};

export const loadEmailFilters = createLoader(emailFilters);

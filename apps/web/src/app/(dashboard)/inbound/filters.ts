import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const inboundStatuses = ["received", "processed", "ignored", "failed", "conflict"] as const;

/** The inbound list's part of the URL. */
export const inboundFilters = {
  status: parseAsStringLiteral(inboundStatuses),
  connector: parseAsString,
  cursor: parseAsString,
};

export const loadInboundFilters = createLoader(inboundFilters);

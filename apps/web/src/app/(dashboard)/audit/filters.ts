import { transports } from "@crossdock/api/schemas";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The audit log's part of the URL. */
export const auditFilters = {
  action: parseAsString,
  transport: parseAsStringLiteral(transports),
  targetId: parseAsString,
  actorId: parseAsString,
  cursor: parseAsString,
};

export const loadAuditFilters = createLoader(auditFilters);

import { transports } from "@crossdock/api/schemas";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The audit log's part of the URL. Days are of UTC, so that a link means the same to everybody. */
export const auditFilters = {
  q: parseAsString,
  transport: parseAsStringLiteral(transports),
  from: parseAsString,
  to: parseAsString,
  action: parseAsString,
  targetId: parseAsString,
  actorId: parseAsString,
  cursor: parseAsString,
};

export const loadAuditFilters = createLoader(auditFilters);

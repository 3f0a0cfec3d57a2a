import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const transports = ["trpc", "rest", "webhook", "job", "cli", "seed"] as const;

/** The audit log's part of the URL. */
export const auditFilters = {
  action: parseAsString,
  transport: parseAsStringLiteral(transports),
  targetId: parseAsString,
  actorId: parseAsString,
  cursor: parseAsString,
};

export const loadAuditFilters = createLoader(auditFilters);

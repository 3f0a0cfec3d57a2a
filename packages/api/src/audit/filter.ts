import { lowestId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { AuditFilter } from "./schema.ts";

/** The entries that a filter means. Days are read off the ids, which sort by time. */
export function matching({ q, from, to, ...exact }: AuditFilter): Prisma.AuditEntryWhereInput {
  return {
    ...exact,
    ...(q && { OR: searched.map((column) => ({ [column]: containing(q) })) }),
    id: {
      ...(from && { gte: lowestId("aud", new Date(from)) }),
      ...(to && { lt: lowestId("aud", new Date(Date.parse(to) + dayMs)) }),
    },
  };
}

const searched = ["action", "targetId", "requestId", "actorId", "actorName"] as const;

// The words are meant as they are typed: `%` and `_` stand for themselves.
function containing(q: string): Prisma.StringFilter {
  return { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" };
}

const dayMs = 86_400_000;

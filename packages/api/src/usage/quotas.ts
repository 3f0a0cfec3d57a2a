import { Limits, lowerLimits } from "@crossdock/core";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import type { Usage } from "./schema.ts";

type Quota = z.input<typeof Usage>["quotas"][number];
type Row = { id: string; key: string; name: string; limits: unknown; granted: unknown };

const credentialsMax = 20;

/** What keys and clients may call, and what they have used of it now: of those that are there, in this order. */
export async function quotasOf(
  { services, now }: Pick<QueryContext, "services" | "now">,
  ids: readonly string[],
): Promise<Quota[]> {
  const rows = await services.db.query<Row>("usage-quotas", credentials, [ids, now]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const shown = ids.flatMap((id) => found.get(id) ?? []).slice(0, credentialsMax);
  return Promise.all(
    shown.map(async ({ id, key, name, limits, granted }) => {
      const own = Limits.parse(limits);
      const inForce = granted === null ? own : lowerLimits(own, Limits.parse(granted));
      const standing = await services.identity.rateLimits.standing({ key, limits: inForce });
      return { id, name, limits: standing };
    }),
  );
}

// The keys of a chain of rotations share what the first of them has.
const credentials = `
  SELECT c.id, c.key, c.name, c.limits, p.limits AS granted FROM (
    SELECT id, coalesce(origin_id, id) AS key, name, partner_id, CASE WHEN limits_override_until > $2
      THEN coalesce(limits_override, limits) ELSE limits END AS limits
    FROM api_key WHERE revoked_at IS NULL
    UNION ALL
    SELECT id, id, name, partner_id, limits FROM oauth_client WHERE revoked_at IS NULL
  ) c LEFT JOIN partner p ON p.id = c.partner_id
  WHERE c.id = ANY($1::text[])`;

import { Limits } from "@crossdock/core";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { partnerFor } from "../procedure/scoping.ts";
import type { GetQuotas, Quotas } from "./schema.ts";

type Row = {
  id: string;
  name: string;
  partnerId: string | null;
  limits: unknown;
  busiest: number;
  busiestAt: Date;
  refused: number;
};

/**
 * Who came nearest to a limit a minute in the last hour. Calls are counted; those that cost more than one
 * make it come sooner.
 */
export async function readQuotas(
  { services, now, principal }: QueryContext,
  { partnerId: named }: z.output<typeof GetQuotas>,
): Promise<z.input<typeof Quotas>> {
  const since = new Date(now.getTime() - 3_600_000);
  const partnerId = partnerFor(principal, named);
  const rows = await services.db.query<Row>("metrics-quotas", busiestMinutes, [
    since,
    now,
    partnerId,
  ]);
  const data = rows
    .flatMap(({ limits, busiestAt, ...row }) => {
      const { perMinute } = Limits.parse(limits);
      if (perMinute === null) return [];
      const share = row.busiest / perMinute;
      return [{ ...row, perMinute, share, busiestAt: busiestAt.toISOString() }];
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, 20);
  return { since: since.toISOString(), data };
}

const busiestMinutes = `
  WITH minutes AS (
    SELECT principal_id, at, sum(count)::int AS count,
      coalesce(sum(count) FILTER (WHERE status_class = 4), 0)::int AS refused
    FROM request_rollup
    WHERE grain = 'minute' AND level = 2 AND at >= $1 AND ($3::text IS NULL OR partner_id = $3)
    GROUP BY principal_id, at
  ), called AS (
    SELECT principal_id, max(count) AS busiest, sum(refused)::int AS refused,
      (array_agg(at ORDER BY count DESC, at DESC))[1] AS busiest_at
    FROM minutes GROUP BY principal_id
  ), credentials AS (
    SELECT id, name, partner_id, CASE WHEN limits_override_until > $2
      THEN coalesce(limits_override, limits) ELSE limits END AS limits
    FROM api_key WHERE revoked_at IS NULL
    UNION ALL
    SELECT id, name, partner_id, limits FROM oauth_client WHERE revoked_at IS NULL
  )
  SELECT id, name, partner_id AS "partnerId", limits, busiest, refused, busiest_at AS "busiestAt"
  FROM called JOIN credentials ON id = principal_id`;

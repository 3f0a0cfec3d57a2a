type Filter = Record<string, string | number>;

const key = (index: number) => `key_${String(index).padStart(26, "0")}`;
const partner = (index: number) => `prt_${String(index).padStart(26, "0")}`;

/** Each filter of the explorer with values from the most frequent to what is hardly there. */
const filters: Record<string, (string | number)[]> = {
  transport: ["rest", "mcp", "oauth"],
  operation: ["products.list", "orders.create", "refunds.create"],
  version: ["v1", "v2"],
  principalId: [key(0), key(150)],
  partnerId: [partner(1), partner(39)],
  method: ["GET", "DELETE"],
  status: ["2xx", "404", "5xx"],
  errorCode: ["not_found", "provider_failed"],
  ip: ["203.0.0.0", "203.14.120.0"],
  minDurationMs: [20, 250, 2500],
  q: ["orders", "wp-admin", "ord_01a1b"],
};

/** All pairs of two filters with all of their values. */
export function pairs(): Filter[] {
  return Object.entries(filters).flatMap(([one, ones], index) =>
    Object.entries(filters)
      .slice(index + 1)
      .flatMap(([other, others]) =>
        ones.flatMap((a) => others.map((b): Filter => ({ [one]: a, [other]: b }))),
      ),
  );
}

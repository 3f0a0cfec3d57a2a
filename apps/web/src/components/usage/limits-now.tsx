import type { Outputs } from "../../trpc/server.tsx";

type Quota = Outputs["usage"]["get"]["quotas"][number];

/** What each key may call, and what is used of it at this moment. */
export function LimitsNow({ quotas }: { quotas: readonly Quota[] }) {
  const rows = quotas.flatMap(({ id, name, limits }) =>
    limits.map((limit, index) => ({
      id: `${id} ${limit.window}`,
      name,
      first: index === 0,
      limit,
    })),
  );
  if (rows.length === 0) return <p className="text-table text-ink-2">Nothing limits these keys.</p>;
  return (
    <table className="w-full text-table">
      <caption className="sr-only">Limits, and what is used of them now</caption>
      <thead className="text-meta text-ink-2">
        <tr>
          <th scope="col" className="text-left font-normal">
            Name
          </th>
          <th scope="col" className="text-left font-normal">
            Limit
          </th>
          <th scope="col" className="text-right font-normal">
            Used now
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, first, limit }) => (
          <tr key={id} className={first ? "border-t border-line" : ""}>
            <th scope="row" className="h-8 min-w-0 text-left font-normal break-words">
              {first ? name : <span className="sr-only">{name}</span>}
            </th>
            <td>{`${limit.limit.toLocaleString("en")} ${windows[limit.window]}`}</td>
            <td className="text-right">
              <Used {...limit} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Used({ used, limit, resetsInSeconds }: Quota["limits"][number]) {
  const isFull = used >= limit;
  return (
    <span className={isFull ? "text-bad" : ""}>
      {used.toLocaleString("en")}
      {isFull && resetsInSeconds !== null && (
        <span className="block text-meta">free again in {resetsInSeconds} s</span>
      )}
    </span>
  );
}

const windows: Record<Quota["limits"][number]["window"], string> = {
  second: "a second",
  minute: "a minute",
  hour: "an hour",
  day: "a day",
  concurrent: "at once",
};

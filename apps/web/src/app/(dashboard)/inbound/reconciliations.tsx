"use client";

import { Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Reconciliation = Outputs["inbox"]["reconciliations"]["data"][number];

/** When each third party was last asked for what had not come, and how much that was. */
export function Reconciliations() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inbox.reconciliations.queryOptions({}));
  if (!data || data.data.length === 0) return null;
  return (
    <ul
      aria-label="Asked for what had not come"
      className="flex flex-wrap gap-x-6 gap-y-1 px-4 pb-3 text-meta text-ink-2 sm:px-6"
    >
      {data.data.map((one) => (
        <li key={one.connector}>
          <span className="font-semibold">{one.name}</span>: {outcome(one)}, asked{" "}
          <Time at={one.ranAt} />
        </li>
      ))}
    </ul>
  );
}

function outcome({ error, found, foundTotal }: Reconciliation): string {
  if (error !== null) return "its list of events could not be read";
  const before = foundTotal - found;
  const earlier = before > 0 ? ` (${before} before)` : "";
  return found === 0 ? `nothing missing${earlier}` : `${found} fetched that had not come${earlier}`;
}

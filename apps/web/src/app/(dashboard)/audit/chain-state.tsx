"use client";

import { CopyId, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../trpc/client.tsx";
import { many } from "../../../words.ts";

/** How far the log is sealed against changes. */
export function ChainState() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.chain.queryOptions({}));
  if (!data) return null;
  const { head, waiting } = data;
  const rest =
    waiting === 0
      ? ""
      : `${waiting < 1000 ? many(waiting, "entry", "entries") : "1,000 or more"} to go`;
  if (!head) return <span>Not sealed yet{rest && `, ${rest}`}</span>;
  return (
    <span title="`npm run -s cli -- doctor --audit-head …` verifies the log against this head.">
      Sealed <Time at={head.sealedAt} />
      {rest && `, ${rest}`} <CopyId id={`${head.seq}:${head.hash}`} short />
    </span>
  );
}

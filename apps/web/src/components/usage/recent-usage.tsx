"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { DetailSection } from "../detail-section.tsx";
import { UsageChart } from "./usage-chart.tsx";

/** A partner's calls of the last 30 days; the own partner's where none is named. Nothing without calls. */
export function RecentUsage({ partnerId, aside }: { partnerId?: string; aside?: ReactNode }) {
  const trpc = useTRPC();
  const { data: usage } = useQuery(trpc.usage.get.queryOptions({ partnerId }));
  if (!usage || usage.total.calls === 0) return null;
  return (
    <DetailSection title="Calls in the last 30 days" aside={aside}>
      <UsageChart usage={usage} />
    </DetailSection>
  );
}

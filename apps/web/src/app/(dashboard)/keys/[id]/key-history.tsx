"use client";

import { useQuery } from "@tanstack/react-query";
import { AuditTimeline } from "../../../../components/audit-timeline.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";

/** Who did what with the key. */
export function KeyHistory({ keyId }: { keyId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.list.queryOptions({ targetId: keyId, limit: 50 }));
  if (!data) return null;
  return (
    <DetailSection title="History">
      <AuditTimeline entries={data.data} steps={steps} />
    </DetailSection>
  );
}

const steps = {
  "keys.create": { tone: "info", words: "Made" },
  "keys.rotate": { tone: "info", words: "Made to take over from the old key" },
  "keys.update": { tone: "info", words: "Changed" },
  "keys.pin": { tone: "info", words: "Version chosen" },
  "keys.revoke": { tone: "off", words: "Revoked" },
} as const;

"use client";

import { Notice, useToast } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { MappingState, Way } from "../mapping-list.tsx";
import { Editor } from "./editor.tsx";
import { MappingActions } from "./mapping-actions.tsx";
import { RunLog } from "./run-log.tsx";
import { Versions } from "./versions.tsx";

export function MappingDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const toast = useToast();
  const { data: mapping } = useSuspenseQuery(trpc.mappings.get.queryOptions({ id }));
  return (
    <>
      <PageHeader
        title={mapping.name}
        facts={<MappingState {...mapping} />}
        actions={<MappingActions mapping={mapping} mayWrite={mayWrite} />}
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <div className="flex flex-col gap-3">
          <Way {...mapping} />
          {mapping.disabledReason && (
            <Notice tone="bad">
              It was switched off by itself. {mapping.disabledReason} Mend it, switch it on, and run
              what failed again.
            </Notice>
          )}
          {mapping.warning && <Notice tone="warn">{mapping.warning}</Notice>}
        </div>
        {mayWrite && (
          <Editor
            key={mapping.version}
            mapping={mapping}
            onSaved={(version) => toast.ok(`Saved as version ${version}`)}
          />
        )}
        <DetailSection title="Log">
          <RunLog mapping={mapping} mayWrite={mayWrite} />
        </DetailSection>
        <DetailSection title="Versions">
          <Versions mapping={mapping} mayWrite={mayWrite} />
        </DetailSection>
      </div>
    </>
  );
}

"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { Notice, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { DetailSection } from "../detail-section.tsx";
import { PageHeader } from "../page-header.tsx";
import { EditKey } from "./edit-key.tsx";
import { EditScopes } from "./edit-scopes.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { KeyLimits } from "./key-limits.tsx";
import { KeyScopes } from "./key-scopes.tsx";
import { KeyState } from "./key-state.tsx";
import { KeyUsage } from "./key-usage.tsx";
import { NarrowScopes } from "./narrow-scopes.tsx";
import { PinKey } from "./pin-key.tsx";
import { RevokeKey } from "./revoke-key.tsx";
import { RotateKey } from "./rotate-key.tsx";
import { RotationNotice } from "./rotation-notice.tsx";

type Props = {
  id: string;
  /** Below it each key has its page. */
  basePath: string;
  versions: readonly VersionFacts[];
  appUrl: string;
  mayWrite: boolean;
  /** A member of the team sees whose it is, sets its limits and finds the pages of operations. */
  forTeam?: boolean;
  history?: ReactNode;
};

/** All of a key but itself: its facts, its scopes beside their use, its rotation. */
export function KeyDetail({ id, basePath, versions, appUrl, mayWrite, forTeam, history }: Props) {
  const trpc = useTRPC();
  const { data: apiKey } = useSuspenseQuery({
    ...trpc.keys.get.queryOptions({ id }),
    // Its use is written every few seconds, and nobody is told of it.
    refetchInterval: 10_000,
  });
  const mayChange = mayWrite && apiKey.state !== "revoked";
  const mayRotate = mayChange && apiKey.state !== "expired" && apiKey.successor === null;
  return (
    <>
      <PageHeader
        title={apiKey.name}
        facts={<KeyState apiKey={apiKey} />}
        actions={
          mayWrite && (
            <>
              <RotateKey apiKey={apiKey} offered={mayRotate} appUrl={appUrl} basePath={basePath} />
              {mayChange && <RevokeKey apiKey={apiKey} />}
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <div className="flex flex-col gap-2 empty:hidden">
          <RotationNotice apiKey={apiKey} basePath={basePath} />
          {mayRotate && <EndNotice apiKey={apiKey} />}
        </div>
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
          <div className="flex min-w-0 flex-col gap-8">
            <DetailSection
              title="Settings"
              aside={
                mayChange && (
                  <div className="flex gap-2">
                    <EditKey apiKey={apiKey} />
                    {forTeam && <KeyLimits apiKey={apiKey} />}
                    <PinKey apiKey={apiKey} versions={versions} />
                  </div>
                )
              }
            >
              <KeyFacts apiKey={apiKey} showOwner={forTeam} />
            </DetailSection>
            <DetailSection title="Calls of the last 30 days">
              <KeyUsage usage={apiKey.usage} operationsPath={forTeam ? "/operations" : undefined} />
            </DetailSection>
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <DetailSection title="Scopes" aside={mayChange && <EditScopes apiKey={apiKey} />}>
              <div className="flex flex-col gap-3">
                <KeyScopes apiKey={apiKey} />
                {apiKey.suggestedScopes && apiKey.state !== "revoked" && (
                  <NarrowScopes
                    apiKey={apiKey}
                    suggested={apiKey.suggestedScopes}
                    mayWrite={mayChange}
                  />
                )}
              </div>
            </DetailSection>
            {history}
          </div>
        </div>
      </div>
    </>
  );
}

function EndNotice({
  apiKey: { state, expiresAt },
}: {
  apiKey: { state: string; expiresAt: string | null };
}) {
  if (state !== "expiring" || expiresAt === null) return null;
  return (
    <Notice tone="warn">
      The key ends on <Time at={expiresAt} full />. Each answer tells its callers so, in{" "}
      <code className="font-mono text-meta">Api-Key-Expires</code>. Rotate it, and put the new one
      in place before.
    </Notice>
  );
}

"use client";

import { CodeBlock, KeyValues, Notice, Select, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { MemberTable } from "../../../../components/docs/member-table.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { OperationState } from "../operation-state.tsx";
import { BodiesSetting } from "./bodies-setting.tsx";
import { CallerTable } from "./caller-table.tsx";
import { ErrorList } from "./error-list.tsx";
import { curlOf, exampleOf } from "./example.ts";
import { LimitButton } from "./limit-button.tsx";
import { shapesOf } from "./shapes.ts";
import { SwitchButton } from "./switch-button.tsx";
import { TryIt } from "./try-it.tsx";

export type Operation = Outputs["operations"]["get"];
export type Served = Operation["served"][number];

type Props = { name: string; mayWrite: boolean; appUrl: string };

export function OperationDetail({ name, mayWrite, appUrl }: Props) {
  const trpc = useTRPC();
  const { data: operation } = useSuspenseQuery(
    trpc.operations.get.queryOptions({ operation: name }),
  );
  const [version, setVersion] = useQueryState("version", parseAsString);
  const served = operation.served.find((one) => one.version === version) ?? operation.served[0];
  if (!served) return null;
  return (
    <>
      <PageHeader
        title={
          <span className="font-mono text-section">
            <span className="text-accent">{served.method}</span> {served.path}
          </span>
        }
        facts={<OperationState operation={operation} />}
        actions={
          mayWrite && (
            <>
              <LimitButton operation={operation} />
              <SwitchButton operation={operation} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <Off operation={operation} />
        <Facts operation={operation} served={served} />
        <BodiesSetting operation={operation} mayWrite={mayWrite} />
        {operation.served.length > 1 && (
          <div className="flex items-center gap-3 text-table">
            <span aria-hidden className="font-semibold">
              As version
            </span>
            <Select
              aria-label="Version"
              options={operation.served.map((one) => ({ value: one.version, label: one.version }))}
              value={served.version}
              onChange={setVersion}
            />
          </div>
        )}
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
          <div className="flex min-w-0 flex-col gap-8">
            <DetailSection title="Callers of the last 30 days">
              <CallerTable callers={operation.callers} />
            </DetailSection>
            <Request served={served} />
            <DetailSection title="Errors">
              <ErrorList codes={served.errors} />
            </DetailSection>
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <DetailSection title="Example">
              <CodeBlock label="curl" code={curlOf(served, appUrl)} />
            </DetailSection>
            <DetailSection title="Try it">
              <TryIt key={served.version} served={served} example={exampleOf(served)} />
            </DetailSection>
          </div>
        </div>
        <Answer served={served} />
      </div>
    </>
  );
}

function Off({ operation }: { operation: Operation }) {
  const { state, reason, switchedAt } = operation;
  if (state !== "off" || switchedAt === null) return null;
  return (
    <Notice tone="warn">
      <p>
        Switched off <Time at={switchedAt} />. Callers get a 503 with this reason:
      </p>
      <p className="font-semibold">{reason}</p>
    </Notice>
  );
}

function Facts({ operation, served }: { operation: Operation; served: Served }) {
  const { id, summary, description, scope, limitPerMinute } = operation;
  return (
    <div className="flex flex-col gap-3">
      <div className="max-w-180">
        <p className="text-section">{summary}</p>
        {description && <p className="text-ink-2">{description}</p>}
      </div>
      <KeyValues
        items={[
          ["Name", <Code key="name" text={id} />],
          ["Scope", scope ? <Code key="scope" text={scope} /> : "Any valid key may call it"],
          ["Success", String(served.status)],
          ["Idempotency-Key", served.idempotencyKey ?? "not taken"],
          ["If-Match", served.ifMatch ?? "not needed"],
          ["Cost", served.cost === 1 ? "1 call of the quota" : `${served.cost} calls of the quota`],
          ["Limit", limitPerMinute === null ? "The key's own" : `${limitPerMinute} a minute a key`],
        ]}
      />
    </div>
  );
}

function Code({ text }: { text: string }) {
  return <code className="font-mono text-meta">{text}</code>;
}

function Request({ served }: { served: Served }) {
  const { path, query, body } = shapesOf(served);
  return (
    <DetailSection title="Request">
      <div className="flex flex-col gap-4">
        <MemberTable title="In the path" members={path} />
        <MemberTable title="In the query" members={query} />
        <MemberTable title="In the body" members={body} />
        {path.length + query.length + body.length === 0 && (
          <p className="text-table text-ink-2">It takes nothing.</p>
        )}
      </div>
    </DetailSection>
  );
}

function Answer({ served }: { served: Served }) {
  const { answer } = shapesOf(served);
  return (
    <DetailSection title="Answer">
      <MemberTable title={String(served.status)} members={answer} />
      {answer.length === 0 && (
        <p className="text-table text-ink-2">{served.status}, without a body.</p>
      )}
    </DetailSection>
  );
}

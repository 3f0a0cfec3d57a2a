"use client";

import { CodeBlock, KeyValues, Notice, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { RequestsLink } from "../../../../components/requests-link.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { ConnectorState } from "../connector-state.tsx";
import { CallTable } from "./call-table.tsx";
import { CheckHistory } from "./check-history.tsx";
import { SecretList } from "./secret-list.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { SwitchButton } from "./switch-button.tsx";
import { TestConnection } from "./test-connection.tsx";
import { Warnings } from "./warnings.tsx";

export type Connector = Outputs["connectors"]["get"];

/** All about one third party: its settings, whether it works, and what was called there. */
export function ConnectorDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: connector } = useSuspenseQuery(trpc.connectors.get.queryOptions({ id }));
  return (
    <>
      <PageHeader
        title={connector.name}
        facts={<ConnectorState {...connector} />}
        actions={
          mayWrite && (
            <>
              <SwitchButton connector={connector} />
              <TestConnection connector={connector} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <State connector={connector} />
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <div className="flex min-w-0 flex-col gap-8">
            <Settings connector={connector} mayWrite={mayWrite} />
            <Webhook connector={connector} />
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <Facts connector={connector} />
            <Warnings warnings={connector.seenWarnings} />
            <CheckHistory checks={connector.checks} />
          </div>
        </div>
        <CallTable id={connector.id} />
      </div>
    </>
  );
}

function State({ connector: { off, problem, state, lastCheck, summary } }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-180 text-section">{summary}</p>
      {off !== null && (
        <Notice tone="warn">
          <p>Switched off: nothing new is begun with it. Whoever it refuses is told why:</p>
          <p className="font-semibold">{off}</p>
        </Notice>
      )}
      {problem !== null && (
        <Notice tone={state === "unconfigured" ? "info" : "bad"}>{problem}</Notice>
      )}
      {problem === null && lastCheck && !lastCheck.ok && state === "problem" && (
        <Notice tone="bad">
          <p className="font-semibold break-words">{lastCheck.detail}</p>
          <p className="text-ink-2">
            Said when it was tested, <Time at={lastCheck.at} />.
          </p>
        </Notice>
      )}
    </div>
  );
}

type Props = { connector: Connector };

/** Whichever of the two its definition names first: a mail server's address before its password. */
function Settings({ connector, mayWrite }: Props & { mayWrite: boolean }) {
  const secretsFirst = connector.settings.find((setting) => !setting.variableOnly)?.secret;
  const parts = [
    <SettingsForm key={`form ${connector.version}`} connector={connector} mayWrite={mayWrite} />,
    <SecretList key="secrets" connector={connector} mayWrite={mayWrite} />,
  ];
  if (connector.settings.length === 0) {
    return (
      <DetailSection title="Settings">
        <p className="text-table text-ink-2">It needs none.</p>
      </DetailSection>
    );
  }
  return secretsFirst ? parts.toReversed() : parts;
}

function Webhook({ connector: { webhook, name } }: Props) {
  if (!webhook) return null;
  return (
    <DetailSection title="Webhook">
      <p className="pb-2 text-table text-ink-2">
        {name} tells us here what happens there. Enter this address at {name}: {webhook.where}
      </p>
      <CodeBlock label="Webhook address" code={webhook.url} />
    </DetailSection>
  );
}

function Facts({ connector: { id, apiVersion, docs, host } }: Props) {
  const items: [string, React.ReactNode][] = [
    [
      "Calls",
      <RequestsLink key="calls" filter={{ transport: "outbound", operation: id }}>
        In the log
      </RequestsLink>,
    ],
    ["Written for", <span key="version">{apiVersion}</span>],
    [
      "Documentation",
      <a key="docs" href={docs} className="break-all text-accent hover:underline" rel="noreferrer">
        {docs.replace("https://", "")}
      </a>,
    ],
  ];
  if (host !== null) {
    items.push([
      "Secrets are for",
      <code key="host" className="font-mono text-meta">
        {host}
      </code>,
    ]);
  }
  return (
    <DetailSection title="Its API">
      <KeyValues items={items} />
    </DetailSection>
  );
}

"use client";

import { CodeBlock, KeyValues, Notice } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ConfirmButton } from "../../../../../components/confirm-button.tsx";
import { PageHeader } from "../../../../../components/page-header.tsx";
import { useTRPC } from "../../../../../trpc/client.tsx";
import type { Outputs } from "../../../../../trpc/server.tsx";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";
import { kinds } from "../kinds.ts";
import { SourceState } from "../source-list.tsx";
import { CheckSampleButton } from "./check-sample.tsx";
import { EditSource } from "./edit-source.tsx";
import { GithubHook } from "./github-hook.tsx";
import { RemoveSource } from "./remove-source.tsx";
import { SecretTable } from "./secret-table.tsx";

export type Source = Outputs["inboundSources"]["get"];

export function SourceDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: source } = useSuspenseQuery(trpc.inboundSources.get.queryOptions({ id }));
  const isBare = !source.secrets.some(({ state }) => state === "active" || state === "ending");
  return (
    <>
      <PageHeader
        title={source.name}
        facts={<SourceState source={source} />}
        actions={
          mayWrite && (
            <>
              <CheckSampleButton source={source} />
              <EditSource source={source} />
              <SwitchButton source={source} />
              <RemoveSource source={source} />
            </>
          )
        }
      />
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        {isBare && (
          <Notice tone="warn">
            No secret is good at the moment: every delivery is refused. Add one below.
          </Notice>
        )}
        <div className="flex flex-col gap-2">
          <CodeBlock label="Address to enter at the provider" code={source.url} />
          <p className="text-table text-ink-2">{kinds[source.kind].where}</p>
        </div>
        <KeyValues items={factsOf(source)} />
        <SecretTable source={source} mayWrite={mayWrite} />
        {source.kind === "github" && <GithubHook sourceId={source.id} mayWrite={mayWrite} />}
        <p className="text-table">
          <Link className="link" href={`/inbound?connector=${source.slug}`}>
            What has come from it
          </Link>
        </p>
      </div>
    </>
  );
}

function factsOf({ kind, settings, perMinuteMax }: Source): [string, string][] {
  const facts: [string, string][] = [
    ["Signed as by", kinds[kind].label],
    ["Deliveries a minute", `${perMinuteMax.toLocaleString("en")} at the most`],
  ];
  if (settings.kind !== "hmac") return facts;
  const { algorithm, encoding, signatureHeader, prefix, template, timestampHeader } = settings;
  return [
    ...facts,
    [
      "Signature",
      `${algorithm} in ${encoding}, in ${signatureHeader}${prefix && ` after ${prefix}`}`,
    ],
    ["What is signed", template],
    ["Time", timestampHeader ? `${timestampHeader}, ± ${settings.toleranceSeconds} s` : ""],
    ["Id", placeText(settings.id)],
    ["Type", placeText(settings.type)],
  ];
}

type Place = { in: "header"; name: string } | { in: "body"; pointer: string } | undefined;

function placeText(place: Place): string {
  return place === undefined ? "" : place.in === "header" ? place.name : place.pointer;
}

function SwitchButton({ source: { id, name, enabled } }: { source: Source }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const update = useMutation(trpc.inboundSources.update.mutationOptions());
  const run = () => update.mutateAsync({ id, enabled: !enabled }).then(refresh);
  if (!enabled)
    return (
      <ConfirmButton
        verb="Switch on"
        title={`Take webhooks of ${name} again?`}
        consequence="Whoever signs with a secret that is good is let in."
        run={run}
        done={`${name} is on`}
      />
    );
  return (
    <ConfirmButton
      danger
      verb="Switch off"
      title={`Take no webhooks of ${name}?`}
      consequence="They are refused with 404. Some providers give an address up that refuses for days."
      run={run}
      done={`${name} is off`}
    />
  );
}

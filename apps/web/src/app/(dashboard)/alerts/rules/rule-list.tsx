"use client";

import { Button, EmptyState, Status, Time, type Tone, useToast } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import { EditRule } from "./edit-rule.tsx";
import { conditionOf } from "./kinds.ts";

export type Rule = Outputs["alertRules"]["list"]["data"][number];

export function RuleList({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.alertRules.list.queryOptions({}, { select: asPage }));
  return (
    <DataTable
      caption="What the team is told of"
      columns={mayWrite ? [...columns, actions] : columns}
      query={query}
      empty={
        <EmptyState kind="nothing-yet" title="Nothing is watched">
          <p>All rules were removed. Make one, so that you hear of trouble before others do.</p>
        </EmptyState>
      }
    />
  );
}

function asPage({ data }: Outputs["alertRules"]["list"]) {
  return { data, hasMore: false, nextCursor: null };
}

const columns: Column<Rule>[] = [
  { id: "name", header: "Rule", phone: "main", cell: ({ name }) => name },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: (rule) => <RuleState rule={rule} />,
  },
  {
    id: "condition",
    header: "Fires when",
    phone: "below",
    cell: (rule) => (
      <span className="text-ink-2" title={conditionOf(rule)}>
        {conditionOf(rule)}
      </span>
    ),
  },
  { id: "tells", header: "Tells", phone: "hidden", cell: tells },
  {
    id: "last",
    header: "Last fired",
    align: "end",
    phone: "hidden",
    cell: ({ lastFiredAt }) => (lastFiredAt ? <Time at={lastFiredAt} /> : "never"),
  },
];

const actions: Column<Rule> = {
  id: "actions",
  header: "Actions",
  align: "end",
  phone: "below-end",
  cell: (rule) => (
    <span className="inline-flex gap-2">
      <TestButton rule={rule} />
      <EditRule rule={rule} />
      <Remove rule={rule} />
    </span>
  ),
};

const states: Record<Rule["state"], [Tone, string]> = {
  calm: ["ok", "Calm"],
  pending: ["warn", "Pending"],
  firing: ["bad", "Firing"],
};

function RuleState({ rule: { enabled, mutedUntil, state } }: { rule: Rule }) {
  if (!enabled) return <Status tone="off">Off</Status>;
  const isMuted = mutedUntil !== null && Date.parse(mutedUntil) > Date.now();
  const [tone, text] = states[state];
  return <Status tone={isMuted ? "off" : tone}>{isMuted ? `${text}, muted` : text}</Status>;
}

function tells({ mail, slack, http }: Rule): string {
  const names = [mail && "Mail", slack && "Slack", http && "HTTP"].filter(Boolean);
  return names.length === 0 ? "nobody" : names.join(", ");
}

function TestButton({ rule: { id, name } }: { rule: Rule }) {
  const trpc = useTRPC();
  const toast = useToast();
  const test = useMutation(
    trpc.alertRules.test.mutationOptions({
      onSuccess: ({ channels }) => toast.ok(`A test is on its way by ${channels.join(", ")}`),
      onError: useShowFailure(),
    }),
  );
  return (
    <Button
      size="sm"
      pending={test.isPending}
      aria-label={`Test ${name}`}
      onClick={() => test.mutate({ id })}
    >
      Test
    </Button>
  );
}

function Remove({ rule: { id, name, preset } }: { rule: Rule }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.alertRules.remove.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove the rule “${name}”?`}
      consequence={
        preset
          ? "It came with the product and does not come again by itself. What it has told of stays in the history."
          : "What it has told of stays in the history. This cannot be undone."
      }
      run={() => remove.mutateAsync({ id }).then(refresh)}
      done={`${name} is removed`}
    />
  );
}

"use client";

import { callMethods } from "@crossdock/api/schemas";
import { Field, Input, Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Target } from "./blank.ts";

type Props = {
  isOut: boolean;
  connectionId: string;
  target: Target;
  onChange(target: Target): void;
};

/** What it calls: an operation of the document, a method and path, or an operation of ours. */
export function TargetFields({ isOut, connectionId, target, onChange }: Props) {
  const trpc = useTRPC();
  const theirs = useQuery(
    trpc.connections.operations.queryOptions(
      { id: connectionId },
      { enabled: isOut && connectionId !== "" },
    ),
  ).data?.data;
  const ours = useQuery(trpc.mappings.targets.queryOptions({}, { enabled: !isOut })).data?.data;
  if (!isOut) {
    return (
      <Field label="Operation" custom>
        <Select
          options={(ours ?? []).map(({ operation, summary }) => ({
            ...{ value: operation, label: `${operation}: ${summary}` },
          }))}
          value={target.operation}
          onChange={(operation) => onChange({ ...target, operation })}
        />
      </Field>
    );
  }
  if (theirs && theirs.length > 0) {
    const find = (name: string) => theirs.find((one) => optionOf(one).value === name);
    return (
      <Field label="Operation" custom>
        <Select
          options={[{ value: "", label: "Choose an operation" }, ...theirs.map(optionOf)]}
          value={find(`${target.method} ${target.path}`) ? `${target.method} ${target.path}` : ""}
          onChange={(value) => {
            const found = find(value);
            if (found) onChange({ ...target, method: found.method, path: found.path });
          }}
        />
      </Field>
    );
  }
  return (
    <div className="flex gap-3">
      <Field label="Method" custom>
        <Select
          options={callMethods.map((value) => ({ value, label: value }))}
          value={target.method}
          onChange={(method) => onChange({ ...target, method })}
        />
      </Field>
      <div className="min-w-0 flex-1">
        <Field label="Path">
          <Input
            mono
            value={target.path}
            onChange={(event) => onChange({ ...target, path: event.currentTarget.value })}
          />
        </Field>
      </div>
    </div>
  );
}

function optionOf({ method, path }: Pick<Target, "method" | "path">) {
  return { value: `${method} ${path}`, label: `${method} ${path}` };
}

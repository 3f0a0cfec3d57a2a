"use client";

import { MappingFile } from "@crossdock/api/schemas";
import { parseJson } from "@crossdock/core";
import { Button, Field, Input, Notice, Select } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { LinkButton } from "../../../../components/link-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain, problemOf } from "../../../../trpc/problem.ts";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { blankOf, type Target } from "./blank.ts";
import { EventFields } from "./event-fields.tsx";
import { TargetFields } from "./target-fields.tsx";

type File = z.infer<typeof MappingFile>;

const blank: Target = {
  ...{ event: "order.created", method: "POST", path: "/" },
  ...{ source: "", sourceEvent: "*", operation: "orders.create" },
};

/** A mapping to begin with: a ready one, an empty one or one of a file. It is off until it is switched on. */
export function NewMapping() {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const catalogue = useSuspenseQuery(trpc.mappings.catalogue.queryOptions({})).data.data;
  const connections = useSuspenseQuery(trpc.connections.list.queryOptions({ limit: 100 })).data
    .data;
  const [from, setFrom] = useState("out");
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? "");
  const [target, setTarget] = useState(blank);
  const [fault, setFault] = useState<string | null>(null);
  const ready = from === "file" ? file : (catalogue.find((one) => one.name === from) ?? null);
  const isOut = ready ? ready.definition.direction === "out" : from === "out";
  const options = {
    onError: (error: unknown) => setFault(faultOf(error)),
    onSuccess: async ({ id }: { id: string }) => {
      await refresh();
      router.push(`/mappings/${id}`);
    },
  };
  const create = useMutation(trpc.mappings.create.mutationOptions(options));
  const bringIn = useMutation(trpc.mappings.import.mutationOptions(options));
  const submit = () => {
    setFault(null);
    const named = name.trim() || ready?.name || "New mapping";
    if (ready) {
      bringIn.mutate({
        file: ready,
        name: named,
        ...(isOut && connectionId ? { connectionId } : {}),
      });
    } else {
      create.mutate({ name: named, definition: blankOf(isOut, connectionId, target) });
    }
  };
  return (
    <form
      className="flex max-w-180 flex-col gap-5 px-4 py-5 sm:px-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Begin with" custom>
        <Select
          options={[...starts, ...catalogue.map((one) => ({ value: one.name, label: one.name }))]}
          value={from}
          onChange={setFrom}
        />
      </Field>
      {from === "file" && <FileField onFile={setFile} onFault={setFault} />}
      {ready?.description && <p className="text-table text-ink-2">{ready.description}</p>}
      <Field label="Name">
        <Input
          value={name}
          placeholder={ready?.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      {isOut && (
        <Field label="Connection" custom>
          <Select
            options={connections.map(({ id, name: label }) => ({ value: id, label }))}
            value={connectionId}
            onChange={setConnectionId}
          />
        </Field>
      )}
      {isOut && connections.length === 0 && (
        <Notice tone="info">Connect an API first, under Connections.</Notice>
      )}
      {!ready && from !== "file" && (
        <>
          <EventFields isOut={isOut} target={target} onChange={setTarget} />
          <TargetFields
            isOut={isOut}
            connectionId={connectionId}
            target={target}
            onChange={setTarget}
          />
        </>
      )}
      {fault && <Notice tone="bad">{fault}</Notice>}
      <div className="flex gap-2 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={create.isPending || bringIn.isPending}>
          Make mapping
        </Button>
        <LinkButton href="/mappings" variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

const starts = [
  { value: "out", label: "Empty: an event here calls an API" },
  { value: "in", label: "Empty: a webhook calls an operation here" },
  { value: "file", label: "A file" },
];

type FileProps = { onFile(file: File | null): void; onFault(fault: string | null): void };

function FileField({ onFile, onFault }: FileProps) {
  return (
    <input
      type="file"
      aria-label="File of the mapping"
      accept=".json"
      className="text-table text-ink-2"
      onChange={async (event) => {
        const text = (await event.currentTarget.files?.[0]?.text()) ?? "";
        const parsed = MappingFile.safeParse(parseJson(text));
        onFile(parsed.success ? parsed.data : null);
        onFault(parsed.success ? null : "This file is not a mapping.");
      }}
    />
  );
}

export function faultOf(error: unknown): string {
  const [first] = problemOf(error)?.errors ?? [];
  const { title, detail } = explain(error);
  return first?.detail ?? detail ?? title;
}

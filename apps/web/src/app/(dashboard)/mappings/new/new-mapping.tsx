"use client";

import { Button, Field, Input, Notice, Select } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { LinkButton } from "../../../../components/link-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { blankOf, type Target } from "./blank.ts";
import { EventFields } from "./event-fields.tsx";
import { type File, FileField } from "./file-field.tsx";
import { TargetFields } from "./target-fields.tsx";
import { useMakeMapping } from "./use-make-mapping.ts";

const blank: Target = {
  ...{ event: "order.created", method: "POST", path: "/" },
  ...{ source: "", sourceEvent: "*", operation: "orders.create" },
};

/** A mapping to begin with: a ready one, an empty one or one of a file. It is off until it is switched on. */
export function NewMapping() {
  const trpc = useTRPC();
  const make = useMakeMapping();
  const catalogue = useSuspenseQuery(trpc.mappings.catalogue.queryOptions({})).data.data;
  const connections = useSuspenseQuery(trpc.connections.list.queryOptions({ limit: 100 })).data
    .data;
  const [from, setFrom] = useState("out");
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? "");
  const [target, setTarget] = useState(blank);
  const ready = from === "file" ? file : (catalogue.find((one) => one.name === from) ?? null);
  const isOut = ready ? ready.definition.direction === "out" : from === "out";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim() || ready?.name || "New mapping";
    if (ready) make.ofFile(named, ready, isOut && connectionId ? connectionId : null);
    else make.ofDefinition(named, blankOf(isOut, connectionId, target));
  };
  return (
    <form className="flex max-w-180 flex-col gap-5 px-4 py-5 sm:px-6" noValidate onSubmit={submit}>
      <Field label="Begin with" custom>
        <Select
          options={[...starts, ...catalogue.map((one) => ({ value: one.name, label: one.name }))]}
          value={from}
          onChange={setFrom}
        />
      </Field>
      {from === "file" && <FileField onFile={setFile} onFault={make.setFault} />}
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
      {make.fault && <Notice tone="bad">{make.fault}</Notice>}
      <div className="flex gap-2 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={make.pending}>
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

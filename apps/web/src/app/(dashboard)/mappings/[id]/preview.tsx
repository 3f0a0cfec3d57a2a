"use client";

import type { MappingDefinition } from "@crossdock/api/schemas";
import { CodeBlock, Field, Notice, Select, Status, Textarea } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain } from "../../../../trpc/problem.ts";
import { ShownRequest } from "../../connections/[id]/exchange-view.tsx";

/** What a mapping makes of the chosen sample, shortly after the last change. Nothing is sent. */
export function usePreview(definition: MappingDefinition) {
  const trpc = useTRPC();
  const samples = useQuery(trpc.mappings.samples.queryOptions(samplesOf(definition))).data?.data;
  const [chosen, choose] = useState(0);
  const [written, write] = useState<string | null>(null);
  const text = written ?? JSON.stringify(samples?.[chosen]?.sample ?? null, null, 2);
  const settled = useSettled(JSON.stringify({ definition, text }));
  const { mutationFn } = trpc.mappings.preview.mutationOptions();
  const query = useQuery({
    queryKey: ["mapping preview", settled],
    queryFn: async (context) => {
      const input = { definition, sample: JSON.parse(text) as unknown };
      return mutationFn?.(input, { client: context.client, meta: undefined });
    },
    enabled: samples !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { ...query, samples: samples ?? [], chosen, choose, text, write };
}

function samplesOf(definition: MappingDefinition) {
  return definition.direction === "out"
    ? { direction: "out" as const, event: definition.event }
    : { direction: "in" as const, source: definition.source };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type Props = { preview: ReturnType<typeof usePreview>; isOut: boolean };

export function PreviewPane({ preview, isOut }: Props) {
  const { data, error, samples, chosen, choose, text, write } = preview;
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-section">Dry run</h2>
        <Select
          aria-label="Sample"
          options={samples.map(({ label }, at) => ({ value: String(at), label }))}
          value={String(chosen)}
          onChange={(at) => {
            choose(Number(at));
            write(null);
          }}
        />
      </div>
      <div aria-live="polite" className="flex flex-col gap-3">
        {error && <Notice tone="bad">{problemText(error)}</Notice>}
        {data && <Verdict data={data} />}
        {data?.request && <ShownRequest request={data.request} />}
        {data && !data.request && data.matches && (
          <CodeBlock
            label={isOut ? "Values" : "What the operation is given"}
            code={JSON.stringify(isOut ? data.values : bodyOf(data.values), null, 2) ?? "{}"}
          />
        )}
      </div>
      <Field label="The sample" hint="Change it to see what would come of another">
        <Textarea
          mono
          rows={14}
          spellCheck={false}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      </Field>
    </section>
  );
}

type Data = NonNullable<Props["preview"]["data"]>;

function Verdict({ data: { matches, faults } }: { data: Data }) {
  if (!matches) return <Status tone="off">The filter keeps it out</Status>;
  if (faults.length === 0) return <Status tone="ok">Ready to be sent</Status>;
  return (
    <Notice tone="bad">
      <ul>
        {faults.map(({ path, detail }) => (
          <li key={`${path.join(".")} ${detail}`}>
            <code className="font-mono text-meta">{path.join(".")}</code>: {detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function bodyOf(values: unknown): unknown {
  return Object(values).body ?? {};
}

function problemText(error: unknown): string {
  if (error instanceof SyntaxError) return "The sample is not valid JSON.";
  const { title, detail } = explain(error);
  return detail ?? title;
}

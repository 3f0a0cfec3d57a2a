"use client";

import { CreateAlertRule } from "@crossdock/api/schemas";
import { Button, Notice, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain } from "../../../../trpc/problem.ts";
import { many } from "../../../../words.ts";
import type { RuleFormParts } from "./rule-form.tsx";

type Tried = z.output<typeof CreateAlertRule>;

/** Tries what stands in the form on the last seven days, before anybody is woken by it. */
export function BackTest({ form }: { form: RuleFormParts }) {
  const trpc = useTRPC();
  const [tried, setTried] = useState<Tried | null>(null);
  const query = useQuery(
    trpc.alertRules.backTest.queryOptions(tried ?? never, {
      enabled: tried !== null,
      retry: false,
    }),
  );

  async function tryIt(): Promise<void> {
    const parsed = CreateAlertRule.safeParse({ ...form.getValues(), name: "Tried" });
    if (parsed.success) setTried(parsed.data);
    else await form.trigger();
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="sm" pending={query.isFetching} onClick={tryIt}>
        Try it on the last 7 days
      </Button>
      <div aria-live="polite" className="w-full">
        {query.error && <Notice tone="bad">{explain(query.error).detail}</Notice>}
        {query.data && !query.isFetching && <Result {...query.data} />}
      </div>
    </div>
  );
}

const never: Tried = CreateAlertRule.parse({ name: "–", kind: "fault_rate", threshold: 0 });

function Result({ supported, firings }: { supported: boolean; firings: { firedAt: string }[] }) {
  if (!supported)
    return <Notice tone="info">Of this nothing is kept that it could be tried on.</Notice>;
  const last = firings.at(-1);
  if (!last) return <Notice tone="ok">It would not have fired.</Notice>;
  return (
    <Notice tone={firings.length > 7 ? "warn" : "info"}>
      {`It would have fired ${many(firings.length, "time")}, last `}
      <Time at={last.firedAt} />
      {firings.length > 7 ? ". That is often: whoever hears it daily stops listening." : "."}
    </Notice>
  );
}

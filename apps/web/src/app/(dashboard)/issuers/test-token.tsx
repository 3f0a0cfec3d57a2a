"use client";

import { TestToken as Fields } from "@crossdock/api/schemas";
import { Button, Field, KeyValues, Status, Textarea } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { inWords, useShowProblem } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Verdict = Outputs["issuers"]["test"];

/** Who a token would be, or at which step it fails. */
export function TestToken() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Test a token
      </Button>
      {open && <TestDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function TestDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({ resolver: zodResolver(Fields, inWords), defaultValues: { token: "" } });
  const test = useMutation(
    trpc.issuers.test.mutationOptions({ onError: useShowProblem(form.setError) }),
  );
  return (
    <FormDialog
      title="Test a token"
      description="It is looked at and forgotten: nothing of it is stored."
      submit="Test"
      pending={test.isPending}
      onSubmit={form.handleSubmit((values) => test.mutate(values))}
      onClose={onClose}
    >
      <Field label="Token" error={form.formState.errors.token?.message}>
        <Textarea mono rows={5} spellCheck={false} {...form.register("token")} />
      </Field>
      <div aria-live="polite">{test.data && <Result verdict={test.data} />}</div>
    </FormDialog>
  );
}

function Result({ verdict: { steps, principal } }: { verdict: Verdict }) {
  return (
    <div className="flex flex-col gap-4">
      <ol className="border-t border-line">
        {steps.map(({ step, outcome, detail }) => (
          <li key={step} className="flex flex-wrap gap-x-4 border-b border-line py-1.5 text-table">
            <span className="w-24">{names[step] ?? step}</span>
            <Outcome outcome={outcome} />
            {detail && <span className="basis-full text-ink-2">{detail}</span>}
          </li>
        ))}
      </ol>
      {principal && (
        <KeyValues
          items={[
            [
              "Caller",
              <code key="id" className="font-mono text-meta break-all">
                {principal.id}
              </code>,
            ],
            ["Sees", principal.partnerId ? "The partner's own rows" : "Every row"],
            ["Scopes", principal.scopes.join(", ") || "None: no grant fits its claims"],
          ]}
        />
      )}
    </div>
  );
}

const names: Record<string, string> = {
  ...{ form: "Form", issuer: "Issuer", header: "Header", keys: "Keys", signature: "Signature" },
  ...{ time: "Time", audience: "Audience", subject: "Caller" },
};

function Outcome({ outcome }: { outcome: Verdict["steps"][number]["outcome"] }) {
  if (outcome === "passed") return <Status tone="ok">Passed</Status>;
  return outcome === "failed" ? (
    <Status tone="bad">Failed</Status>
  ) : (
    <Status tone="off">Not reached</Status>
  );
}

"use client";

import { Button } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { RuleForm, useRuleForm } from "./rule-form.tsx";
import type { Rule } from "./rule-list.tsx";

export function EditRule({ rule }: { rule: Rule }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Edit ${rule.name}`} onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog rule={rule} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditDialog({ rule, onClose }: { rule: Rule; onClose(): void }) {
  const trpc = useTRPC();
  const { id, name, kind, operation, principalId, threshold, percentile } = rule;
  const { windowMinutes, forMinutes, severity, mail, slack, http, runbookUrl, note } = rule;
  const form = useRuleForm({
    ...{ name, kind, operation, principalId, threshold, percentile, windowMinutes, forMinutes },
    ...{ severity, mail, slack, http, runbookUrl, note, enabled: rule.enabled },
  });
  const update = useMutation(
    trpc.alertRules.update.mutationOptions(
      useDialogStep(form.setError, { said: (saved) => `${saved.name} is saved`, onClose }),
    ),
  );
  return (
    <RuleForm
      form={form}
      title={`Edit “${name}”`}
      submit="Save"
      pending={update.isPending}
      onSubmit={({ kind: _kept, ...values }) => update.mutate({ id, ...values })}
      onClose={onClose}
    />
  );
}

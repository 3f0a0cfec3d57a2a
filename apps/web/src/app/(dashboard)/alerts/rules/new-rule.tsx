"use client";

import { Button } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { kindWords } from "./kinds.ts";
import { RuleForm, useRuleForm } from "./rule-form.tsx";

export function NewRule() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        New rule
      </Button>
      {open && <NewRuleDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewRuleDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const { title, first } = kindWords.fault_rate;
  const form = useRuleForm({
    ...{ name: title, kind: "fault_rate", ...first, operation: null, principalId: null },
    ...{ mail: true, slack: true, http: true, enabled: true, runbookUrl: null, note: null },
  });
  const create = useMutation(
    trpc.alertRules.create.mutationOptions(
      useDialogStep(form.setError, { said: ({ name }) => `${name} is watched`, onClose }),
    ),
  );
  return (
    <RuleForm
      isNew
      form={form}
      title="New rule"
      submit="Make the rule"
      pending={create.isPending}
      onSubmit={(values) => create.mutate(values)}
      onClose={onClose}
    />
  );
}

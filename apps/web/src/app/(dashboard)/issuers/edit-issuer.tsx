"use client";

import { Button } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useDialogStep } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { IssuerForm, useIssuerForm } from "./issuer-form.tsx";
import type { Issuer } from "./issuer-list.tsx";

export function EditIssuer({ issuer }: { issuer: Issuer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog issuer={issuer} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditDialog({ issuer, onClose }: { issuer: Issuer; onClose(): void }) {
  const trpc = useTRPC();
  const { id, name, jwksUrl, audience, subjectClaim, rules, limits, enabled } = issuer;
  const form = useIssuerForm({
    ...{ name, issuer: issuer.issuer, jwksUrl, audience, subjectClaim, rules, limits, enabled },
  });
  const update = useMutation(
    trpc.issuers.update.mutationOptions(
      useDialogStep(form.setError, { said: (saved) => `${saved.name} is saved`, onClose }),
    ),
  );
  return (
    <IssuerForm
      form={form}
      title={`Edit ${name}`}
      submit="Save"
      pending={update.isPending}
      onSubmit={({ partnerId: _owner, ...values }) => update.mutate({ id, ...values })}
      onClose={onClose}
    />
  );
}

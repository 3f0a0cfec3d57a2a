"use client";

import { defaultLimits } from "@crossdock/core";
import { Button } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDialogStep } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { IssuerForm, useIssuerForm } from "./issuer-form.tsx";

export function NewIssuer() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        New issuer
      </Button>
      {open && <NewIssuerDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewIssuerDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const { data: partners } = useQuery(trpc.partners.list.queryOptions({ limit: 100 }));
  const form = useIssuerForm({
    ...{ name: "", issuer: "", jwksUrl: "", audience: "", subjectClaim: "sub" },
    ...{ rules: [{ claim: "", value: "", scopes: [] }], limits: defaultLimits, enabled: true },
  });
  const create = useMutation(
    trpc.issuers.create.mutationOptions(
      useDialogStep(form.setError, { said: ({ name }) => `${name} is trusted`, onClose }),
    ),
  );
  return (
    <IssuerForm
      form={form}
      title="New trusted issuer"
      submit="Trust issuer"
      partners={partners?.data ?? []}
      pending={create.isPending}
      onSubmit={(values) => create.mutate(values)}
      onClose={onClose}
    />
  );
}

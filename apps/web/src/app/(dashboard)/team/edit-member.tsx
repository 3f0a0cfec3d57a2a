"use client";

import { Field, Select, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import { isRole, RoleField } from "./role-field.tsx";
import type { Member } from "./team-list.tsx";

type Props = { member: Member; mayWriteOwners: boolean; onClose(): void };

/** A member's role, and whether the account is open. */
export function EditMember({ member, mayWriteOwners, onClose }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const [role, setRole] = useState(isRole(member.role) ? member.role : "viewer");
  const [status, setStatus] = useState(member.status);
  const update = useMutation(
    trpc.users.update.mutationOptions({
      onError: useShowFailure(),
      onSuccess: async () => {
        await refresh();
        toast.ok(`${member.name} is changed`);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ id: member.id, role, status });
  };
  return (
    <FormDialog
      title={`Change ${member.name}`}
      description="It applies to their next click."
      submit="Save"
      pending={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} owners={mayWriteOwners} />
      <Field label="Account" hint="A disabled account can't sign in. It keeps its history." custom>
        <Select<Member["status"]> options={statuses} value={status} onChange={setStatus} />
      </Field>
    </FormDialog>
  );
}

const statuses = [
  { value: "active", label: "Active" },
  { value: "disabled", label: "Disabled" },
] as const;

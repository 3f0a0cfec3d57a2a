"use client";

import { Button, Field, Input, useToast } from "@crossdock/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";

type Props = { id: string; mayErase: boolean; isErased: boolean };

/** What a person may ask for: a copy of everything, and to be forgotten. */
export function PersonalData({ id, mayErase, isErased }: Props) {
  const [erasing, setErasing] = useState(false);
  const save = useSave(id);
  return (
    <DetailSection title="Personal data">
      <p className="max-w-180 pb-3 text-table text-ink-2">
        {isErased
          ? "This person was erased. Orders keep their numbers and amounts for the books."
          : "A customer may ask for a copy of everything that is held, and to be erased."}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={save}>
          Export as JSON
        </Button>
        {mayErase && !isErased && (
          <Button size="sm" variant="danger" onClick={() => setErasing(true)}>
            Erase
          </Button>
        )}
      </div>
      {erasing && <EraseDialog id={id} onClose={() => setErasing(false)} />}
    </DetailSection>
  );
}

function useSave(id: string): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const showFailure = useShowFailure();
  return async () => {
    try {
      const options = trpc.customers.export.queryOptions({ id }, { staleTime: 0 });
      const text = JSON.stringify(await queryClient.fetchQuery(options), null, 2);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = `${id}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      showFailure(error);
    }
  };
}

function EraseDialog({ id, onClose }: { id: string; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const erase = useMutation(
    trpc.customers.erase.mutationOptions({
      onError: useShowFailure(),
      onSuccess: async () => {
        await refresh();
        toast.ok("The person is erased");
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim().toLowerCase() === "erase") erase.mutate({ id, confirm: "erase" });
    else setWrong(true);
  };
  return (
    <FormDialog
      title="Erase this person?"
      description={<Consequence />}
      submit="Erase for good"
      danger
      pending={erase.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Type “erase” to confirm" error={wrong ? "Type the word erase." : undefined}>
        <Input value={typed} onChange={({ target }) => setTyped(target.value)} />
      </Field>
    </FormDialog>
  );
}

function Consequence() {
  return (
    <>
      <p>
        What goes: name, e-mail, phone and addresses, here and on every order; the account and its
        sign-ins; what programs were allowed; e-mails; what inquiries say.
      </p>
      <p className="pt-2">
        What stays for the books: the orders' numbers, lines, amounts and times, and who in the team
        did what. Nothing brings the rest back.
      </p>
    </>
  );
}

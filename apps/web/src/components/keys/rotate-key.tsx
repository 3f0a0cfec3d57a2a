"use client";

import { Button, Field, Select } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useState } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { FormDialog } from "../form-dialog.tsx";
import type { Key } from "./key-state.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";

type Made = Outputs["keys"]["rotate"];

type Props = {
  apiKey: Key;
  /** Whether it can be rotated now. What was made is shown in any case. */
  offered: boolean;
  appUrl: string;
  /** Below it each key has its page. */
  basePath: string;
};

/** Makes the key that takes over, shows it once and goes to its page. */
export function RotateKey({ apiKey, offered, appUrl, basePath }: Props) {
  const router = useRouter();
  const [step, setStep] = useState<"closed" | "form" | Made>("closed");
  const close = (made: Made) => {
    setStep("closed");
    router.push(`${basePath}/${made.id}`);
  };
  return (
    <>
      {offered && (
        <Button size="sm" variant="primary" onClick={() => setStep("form")}>
          Rotate
        </Button>
      )}
      {step === "form" && (
        <RotateDialog apiKey={apiKey} onClose={() => setStep("closed")} onMade={setStep} />
      )}
      {typeof step === "object" && (
        <NewKeyDialog apiKey={step.key} appUrl={appUrl} onClose={() => close(step)} />
      )}
    </>
  );
}

type DialogProps = { apiKey: Key; onClose(): void; onMade(made: Made): void };

function RotateDialog({ apiKey: { id, name }, onClose, onMade }: DialogProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [overlap, setOverlap] = useState("86400");
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({
      onError: useShowFailure(),
      onSuccess: async (made) => {
        onMade(made);
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate({ id, overlapSeconds: Number(overlap) });
  };
  return (
    <FormDialog
      title={`Rotate ${name}?`}
      description="A new key takes over with the same scopes, limits and addresses, for as long as this one was made for. Both share one quota."
      submit="Make the new key"
      pending={rotate.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="The old key goes on working"
        hint="Long enough to put the new one in place. You see here who still uses the old one."
        custom
      >
        <Select options={overlaps} value={overlap} onChange={setOverlap} />
      </Field>
    </FormDialog>
  );
}

const overlaps = [
  { value: "0", label: "Not at all" },
  { value: "3600", label: "For an hour" },
  { value: "86400", label: "For a day" },
  { value: "604800", label: "For 7 days" },
  { value: "2592000", label: "For 30 days" },
];

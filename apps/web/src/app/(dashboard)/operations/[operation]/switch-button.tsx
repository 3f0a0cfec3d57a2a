"use client";

import { DisableOperation } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { many } from "../../../../words.ts";
import type { Operation } from "./operation-detail.tsx";
import { useSetting } from "./use-setting.ts";

/** Takes the operation out of service with a reason, and puts it back with one press. */
export function SwitchButton({ operation }: { operation: Operation }) {
  const [asking, setAsking] = useState(false);
  const { enable, disable, sayDone, showFailure, pending } = useSetting(operation.id);
  const switchOn = () =>
    enable()
      .then(() => sayDone(`${operation.id} is on`, () => disable(operation.reason ?? "")))
      .catch(showFailure);
  const switchOff = async (reason: string) => {
    await disable(reason);
    setAsking(false);
    sayDone(`${operation.id} is off`, enable);
  };
  return (
    <>
      {operation.state === "off" ? (
        <Button size="sm" variant="primary" pending={pending} onClick={switchOn}>
          Switch on
        </Button>
      ) : (
        <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
          Switch off
        </Button>
      )}
      {asking && (
        <ReasonDialog
          operation={operation}
          pending={pending}
          onClose={() => setAsking(false)}
          switchOff={switchOff}
        />
      )}
    </>
  );
}

type DialogProps = {
  operation: Operation;
  pending: boolean;
  onClose(): void;
  switchOff(reason: string): Promise<void>;
};

const fields = DisableOperation.pick({ reason: true });

function ReasonDialog({ operation, pending, onClose, switchOff }: DialogProps) {
  const form = useForm({ resolver: zodResolver(fields, inWords), defaultValues: { reason: "" } });
  const showProblem = useShowProblem(form.setError);
  const { id, last7Days, topCallers } = operation;
  return (
    <FormDialog
      title={`Switch ${id} off?`}
      description={
        <p>
          Within a second every caller gets a 503 instead, in every version, until you switch it on
          again. {many(last7Days.calls, "call")} came in the last 7 days
          {topCallers[0] && `, most of them from ${topCallers[0].name ?? topCallers[0].id}`}.
        </p>
      }
      submit="Switch off"
      pending={pending}
      onSubmit={form.handleSubmit(({ reason }) => switchOff(reason).catch(showProblem))}
      onClose={onClose}
    >
      <TextField form={form} name="reason" label="Reason" hint="Callers are told it" />
    </FormDialog>
  );
}

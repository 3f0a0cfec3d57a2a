"use client";

import { Button, Skeleton, Status } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { many } from "../../words.ts";
import { CodeDialog } from "./code-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SetUpFactor } from "./set-up-factor.tsx";

type Step =
  | { name: "none" | "renew" | "turnOff" }
  | { name: "setUp"; proposed: Outputs["me"]["startSecondFactor"] }
  | { name: "codes"; codes: string[] };

/** Codes from an authenticator app: turned on, renewed and turned off. */
export function SecondFactor() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [step, setStep] = useState<Step>({ name: "none" });
  const state = useQuery(trpc.me.secondFactor.queryOptions({}));
  const onError = useShowFailure();
  const start = useMutation(
    trpc.me.startSecondFactor.mutationOptions({
      onError,
      onSuccess: (proposed) => setStep({ name: "setUp", proposed }),
    }),
  );
  const renew = useMutation(trpc.me.renewRecoveryCodes.mutationOptions());
  const turnOff = useMutation(trpc.me.endSecondFactor.mutationOptions());
  const close = () => setStep({ name: "none" });
  const showCodes = async (codes: string[]) => {
    await refresh();
    setStep({ name: "codes", codes });
  };
  if (!state.data) return <Skeleton lines={2} />;
  return (
    <div className="flex flex-col items-start gap-4">
      {state.data.on ? (
        <>
          <Status tone="ok">{`On, ${many(state.data.recoveryCodes, "recovery code")} left`}</Status>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setStep({ name: "renew" })}>New recovery codes</Button>
            <Button onClick={() => setStep({ name: "turnOff" })}>Turn off</Button>
          </div>
        </>
      ) : (
        <>
          <p className="text-table text-ink-2">
            Signing in can ask for a code from an authenticator app too, so that a stolen password
            is not enough.
          </p>
          <Button pending={start.isPending} onClick={() => start.mutate({})}>
            Turn on
          </Button>
        </>
      )}
      {step.name === "setUp" && (
        <SetUpFactor proposed={step.proposed} onDone={showCodes} onClose={close} />
      )}
      {step.name === "renew" && (
        <CodeDialog
          title="New recovery codes"
          description="Those that you have are good for nothing afterwards."
          submit="Make new codes"
          run={(code) =>
            renew.mutateAsync(code).then(({ recoveryCodes }) => showCodes(recoveryCodes))
          }
          onClose={close}
        />
      )}
      {step.name === "turnOff" && (
        <CodeDialog
          title="Turn the second factor off"
          description="Signing in asks for no code afterwards."
          submit="Turn off"
          run={(code) => turnOff.mutateAsync(code).then(refresh).then(close)}
          onClose={close}
        />
      )}
      {step.name === "codes" && <RecoveryCodes codes={step.codes} onClose={close} />}
    </div>
  );
}

"use client";

import { Button, Menu, MenuItem } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-button.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import { Invited } from "./invited.tsx";
import type { Member } from "./team-list.tsx";

type Step = "cancel" | "signOut" | "reset";

/** What can be done for a member besides changing the role. */
export function MemberMenu({ member }: { member: Member }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [step, setStep] = useState<Step | null>(null);
  const [invited, setInvited] = useState<Outputs["users"]["create"] | null>(null);
  const resend = useMutation(
    trpc.users.resendInvitation.mutationOptions({
      onError: useShowFailure(),
      onSuccess: setInvited,
    }),
  );
  const steps = useSteps(member);
  const isInvited = member.lastSignInAt === null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="sm" aria-label={`More for ${member.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {isInvited ? (
          <>
            <MenuItem onSelect={() => resend.mutate({ id: member.id })}>
              Send a new invitation
            </MenuItem>
            <MenuItem onSelect={() => setStep("cancel")}>Cancel the invitation</MenuItem>
          </>
        ) : (
          <>
            <MenuItem onSelect={() => setStep("signOut")}>Sign out everywhere</MenuItem>
            {member.secondFactor && (
              <MenuItem onSelect={() => setStep("reset")}>Reset the second factor</MenuItem>
            )}
          </>
        )}
      </Menu>
      {step && (
        <ConfirmDialog
          open
          {...steps[step]}
          run={() => steps[step].run().then(refresh)}
          onClose={() => setStep(null)}
        />
      )}
      {invited && <Invited member={invited} onClose={() => setInvited(null)} />}
    </>
  );
}

function useSteps({ id, name, email }: Member) {
  const trpc = useTRPC();
  const cancel = useMutation(trpc.users.cancelInvitation.mutationOptions());
  const signOut = useMutation(trpc.users.endSessions.mutationOptions());
  const reset = useMutation(trpc.users.resetSecondFactor.mutationOptions());
  return {
    cancel: {
      danger: true,
      verb: "Cancel the invitation",
      title: `Cancel the invitation of ${name}?`,
      consequence: `The link that went to ${email} is good for nothing afterwards.`,
      run: () => cancel.mutateAsync({ id }),
      done: `${name} is not invited any more`,
    },
    signOut: {
      verb: "Sign out everywhere",
      title: `Sign ${name} out everywhere?`,
      consequence: "Every browser of theirs is signed out at once. They can sign in again.",
      run: () => signOut.mutateAsync({ id }),
      done: `${name} is signed out everywhere`,
    },
    reset: {
      danger: true,
      verb: "Reset the second factor",
      title: `Reset the second factor of ${name}?`,
      consequence:
        "Signing in asks them for no code until they turn it on again. Be sure that it is they who ask.",
      run: () => reset.mutateAsync({ id }),
      done: `The second factor of ${name} is off`,
    },
  };
}

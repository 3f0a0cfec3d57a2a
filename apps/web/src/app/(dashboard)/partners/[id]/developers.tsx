"use client";

import { Button, Skeleton, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import { InvitationDialog, InviteDeveloper } from "./invite-developer.tsx";

type Developer = Outputs["developers"]["list"]["data"][number];

/** Who of the partner signs in to the portal. */
export function Developers({ partnerId, mayWrite }: { partnerId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: developers } = useQuery(trpc.developers.list.queryOptions({ partnerId }));
  return (
    <DetailSection title="Developers" aside={mayWrite && <InviteDeveloper partnerId={partnerId} />}>
      {!developers && <Skeleton lines={2} />}
      {developers?.data.length === 0 && (
        <p className="max-w-180 text-table text-ink-2">
          None yet. Who is invited makes and rotates the partner's keys in the portal, within what
          is granted, and sees its calls.
        </p>
      )}
      <ul>
        {developers?.data.map((developer) => (
          <li
            key={developer.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-1.5 text-table"
          >
            <span className="flex min-w-60 flex-1 flex-wrap gap-x-4">
              <span className="font-semibold">{developer.name}</span>
              <span className="min-w-0 break-words text-ink-2">{developer.email}</span>
            </span>
            <span className="text-ink-2 max-sm:hidden">
              {developer.lastSignInAt ? (
                <>
                  Signed in <Time at={developer.lastSignInAt} />
                </>
              ) : (
                "Invited"
              )}
            </span>
            {mayWrite && (
              <span className="inline-flex gap-2">
                {!developer.lastSignInAt && <Resend developer={developer} />}
                <Remove developer={developer} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function Resend({ developer: { id } }: { developer: Developer }) {
  const trpc = useTRPC();
  const [invited, setInvited] = useState<Outputs["developers"]["resend"]>();
  const resend = useMutation(
    trpc.developers.resend.mutationOptions({
      onError: useShowFailure(),
      onSuccess: setInvited,
    }),
  );
  return (
    <>
      <Button size="sm" pending={resend.isPending} onClick={() => resend.mutate({ id })}>
        Send a new link
      </Button>
      {invited && <InvitationDialog invited={invited} onClose={() => setInvited(undefined)} />}
    </>
  );
}

function Remove({ developer: { id, name } }: { developer: Developer }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.developers.remove.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove ${name}?`}
      consequence="They are signed out at once and cannot sign in again. The keys that they made stay: revoke those that they know."
      run={() => remove.mutateAsync({ id }).then(refresh)}
      done={`${name} is removed`}
    />
  );
}

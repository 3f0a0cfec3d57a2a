"use client";

import { Button, Skeleton, Status } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Address } from "../../../../components/address.tsx";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { AddressDialog } from "./address-dialog.tsx";

type Entry = Outputs["addresses"]["list"]["data"][number];

/** The customer's addresses: what programs propose when they order. */
export function AddressBook({ customerId, mayWrite }: { customerId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const [adding, setAdding] = useState(false);
  const book = useQuery(trpc.addresses.list.queryOptions({ customerId, limit: 50 }));
  const entries = book.data?.data ?? [];
  return (
    <DetailSection
      title="Address book"
      aside={
        mayWrite && (
          <Button size="sm" onClick={() => setAdding(true)}>
            Add address
          </Button>
        )
      }
    >
      {book.isPending && <Skeleton lines={2} />}
      {book.isSuccess && entries.length === 0 && (
        <p className="text-table text-ink-2">No addresses yet.</p>
      )}
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <AddressEntry key={entry.id} entry={entry} mayWrite={mayWrite} />
        ))}
      </ul>
      {adding && <AddressDialog customerId={customerId} onClose={() => setAdding(false)} />}
    </DetailSection>
  );
}

function AddressEntry({ entry, mayWrite }: { entry: Entry; mayWrite: boolean }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [editing, setEditing] = useState(false);
  const { id, customerId, label, isDefault, address } = entry;
  const remove = useMutation(trpc.addresses.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 text-table">
      <div className="min-w-0">
        <p className="flex items-center gap-2 font-semibold">
          {label ?? "Address"}
          {isDefault && <Status tone="ok">Default</Status>}
        </p>
        <p className="break-words text-ink-2">
          <Address address={address} />
        </p>
      </div>
      {mayWrite && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <ConfirmButton
            danger
            verb="Remove"
            title="Remove this address?"
            consequence="It leaves the address book for good. Orders that were sent there keep it."
            run={() => remove.mutateAsync({ id })}
            done="The address is removed"
          />
        </div>
      )}
      {editing && (
        <AddressDialog customerId={customerId} entry={entry} onClose={() => setEditing(false)} />
      )}
    </li>
  );
}

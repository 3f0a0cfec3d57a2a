"use client";

import { Button, Dialog, Notice, useToast } from "@crossdock/ui";
import { useState } from "react";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { many } from "../../words.ts";
import type { Key } from "./key-state.tsx";
import { useUpdateKey } from "./use-update-key.ts";

type Props = { apiKey: Key; suggested: readonly string[]; mayWrite: boolean };

/** The smallest set of scopes that the key's calls need, and a step to it that can be taken back. */
export function NarrowScopes({ apiKey, suggested, mayWrite }: Props) {
  const [asking, setAsking] = useState(false);
  const removed = apiKey.scopes.filter((scope) => !suggested.includes(scope));
  return (
    <Notice tone="info">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          Suggested: <Scopes names={suggested} />.{" "}
          {removed.length === 1 ? "The other one was" : `The other ${removed.length} were`} not used
          in 30 days.
        </p>
        {mayWrite && (
          <Button size="sm" onClick={() => setAsking(true)}>
            Narrow to these
          </Button>
        )}
      </div>
      {asking && (
        <NarrowDialog
          apiKey={apiKey}
          suggested={suggested}
          removed={removed}
          onClose={() => setAsking(false)}
        />
      )}
    </Notice>
  );
}

type DialogProps = {
  apiKey: Key;
  suggested: readonly string[];
  removed: readonly string[];
  onClose(): void;
};

function NarrowDialog({ apiKey, suggested, removed, onClose }: DialogProps) {
  const { name, scopes } = apiKey;
  const toast = useToast();
  const { update, pending } = useUpdateKey(apiKey.id);
  const showFailure = useShowFailure();
  const narrow = () =>
    update({ scopes: [...suggested] })
      .then(() => {
        onClose();
        toast.undoable(`${name} has ${many(suggested.length, "scope")}`, () => {
          update({ scopes }).catch(showFailure);
        });
      })
      .catch(showFailure);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Narrow ${name}?`}
      description="It applies within a second, and you can take it back. Calls that need what is removed get a 403."
      actions={
        <>
          <Button onClick={onClose}>Keep it as it is</Button>
          <Button variant="primary" pending={pending} onClick={narrow}>
            Narrow
          </Button>
        </>
      }
    >
      <dl className="flex flex-col gap-2 text-table">
        <div>
          <dt className="font-semibold">Removed</dt>
          <dd>
            <Scopes names={removed} />
          </dd>
        </div>
        <div>
          <dt className="font-semibold">Kept</dt>
          <dd>
            <Scopes names={suggested} />
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}

function Scopes({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ", "}
      <code className="font-mono text-meta">{name}</code>
    </span>
  ));
}

"use client";

import { Button, Checkbox, CodeBlock, Dialog } from "@crossdock/ui";
import { useState } from "react";

type Props = {
  id: string;
  secret: string | null;
  appUrl: string;
  machine: boolean;
  onClose(): void;
};

/** What a program needs of us, once: nobody can read the secret again. */
export function ClientSecretDialog({ id, secret, appUrl, machine, onClose }: Props) {
  const [stored, setStored] = useState(secret === null);
  return (
    <Dialog
      open
      dismissible={false}
      onOpenChange={onClose}
      title={secret === null ? "The program is registered" : "Store this secret now"}
      description={
        secret === null
          ? "It has no secret: it proves by PKCE that a code is its own."
          : "It is shown this once: Crossdock keeps only what it needs to recognise it."
      }
      actions={
        <Button variant="primary" disabled={!stored} onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <CodeBlock label="Client id" code={id} />
        {secret !== null && <CodeBlock label="Client secret" code={secret} />}
        {secret !== null && machine && (
          <CodeBlock
            label="Try it"
            code={`curl -u '${id}:${secret}' ${appUrl}/oauth/token -d grant_type=client_credentials`}
          />
        )}
        {secret !== null && (
          <Checkbox label="I have stored the secret" checked={stored} onChange={setStored} />
        )}
      </div>
    </Dialog>
  );
}

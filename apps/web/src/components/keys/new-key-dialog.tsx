"use client";

import { Button, Checkbox, CodeBlock, Dialog } from "@crossdock/ui";
import { useState } from "react";
import { listProducts, settings } from "../../snippets.ts";

type Props = { apiKey: string; appUrl: string; onClose(): void };

/** The key, once: nobody can read it again, so closing takes a word that it is stored. */
export function NewKeyDialog({ apiKey, appUrl, onClose }: Props) {
  const [stored, setStored] = useState(false);
  return (
    <Dialog
      open
      dismissible={false}
      onOpenChange={onClose}
      title="Store this key now"
      description="It is shown this once: Crossdock keeps only what it needs to recognise it."
      actions={
        <Button variant="primary" disabled={!stored} onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <CodeBlock label="API key" code={apiKey} />
        <CodeBlock label="Try it" code={`${settings(appUrl, apiKey)}\n${listProducts}`} />
        <Checkbox label="I have stored the key" checked={stored} onChange={setStored} />
      </div>
    </Dialog>
  );
}

"use client";

import { Button, CodeBlock, Dialog } from "@crossdock/ui";
import { Download } from "lucide-react";

/** The recovery codes, which are shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose(): void }) {
  return (
    <Dialog
      open
      dismissible={false}
      onOpenChange={onClose}
      title="Keep your recovery codes"
      description="Each signs you in once, where the authenticator is not at hand. They are not shown again."
      actions={
        <>
          <Button onClick={() => download(codes)}>
            <Download aria-hidden /> Download
          </Button>
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <CodeBlock label="Recovery codes" code={codes.join("\n")} />
    </Dialog>
  );
}

function download(codes: string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), {
    href: url,
    download: "crossdock-recovery-codes.txt",
  });
  link.click();
  URL.revokeObjectURL(url);
}

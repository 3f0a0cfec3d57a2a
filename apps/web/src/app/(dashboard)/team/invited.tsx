"use client";

import { Button, CodeBlock, Dialog } from "@crossdock/ui";
import type { Outputs } from "../../../trpc/server.tsx";

/** What an invitation is told with: the link, for whoever would rather hand it on than trust the mail. */
export function Invited({
  member,
  onClose,
}: {
  member: Outputs["users"]["create"];
  onClose(): void;
}) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${member.name} is invited`}
      description={`This link signs them in once, within seven days, and there they choose a password. Where the shop has a mail server, it goes to ${member.email} too.`}
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CodeBlock label="Sign-in link" code={member.loginLink} />
    </Dialog>
  );
}

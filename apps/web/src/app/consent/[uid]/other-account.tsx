"use client";

import { Button } from "@crossdock/ui";
import { useState } from "react";

/** Signs the customer out; the page then asks who else it is. */
export function OtherAccount() {
  const [pending, setPending] = useState(false);
  const signOut = async () => {
    setPending(true);
    await fetch("/consent/session", { method: "DELETE" }).catch(() => null);
    window.location.reload();
  };
  return (
    <Button variant="quiet" size="sm" pending={pending} onClick={signOut}>
      Use another account
    </Button>
  );
}

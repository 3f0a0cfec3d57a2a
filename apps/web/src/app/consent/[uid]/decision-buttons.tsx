"use client";

import { Button, Notice } from "@crossdock/ui";
import { type ReactNode, useState } from "react";

type Decision = "allow" | "deny";

export function DecisionButtons({ uid }: { uid: string }) {
  const { pending, failed, decide } = useDecision(uid);
  return (
    <div className="flex flex-col gap-3">
      {failed && <Failed />}
      <div className="grid grid-cols-2 gap-3">
        <Button
          pending={pending === "deny"}
          disabled={pending !== null}
          onClick={() => decide("deny")}
        >
          Deny
        </Button>
        <Button
          variant="primary"
          pending={pending === "allow"}
          disabled={pending !== null}
          onClick={() => decide("allow")}
        >
          Allow
        </Button>
      </div>
    </div>
  );
}

/** The way back for who does not want to sign in. */
export function DenyButton({ uid, children }: { uid: string; children: ReactNode }) {
  const { pending, failed, decide } = useDecision(uid);
  return (
    <>
      {failed && <Failed />}
      <Button variant="quiet" size="sm" pending={pending !== null} onClick={() => decide("deny")}>
        {children}
      </Button>
    </>
  );
}

function Failed() {
  return (
    <Notice tone="bad">
      This could not be done: the request may be over. Start again where you came from.
    </Notice>
  );
}

// Not a form's own submission: the answer leads to another site, which `form-action` would stop.
function useDecision(uid: string) {
  const [pending, setPending] = useState<Decision | null>(null);
  const [failed, setFailed] = useState(false);
  const decide = async (decision: Decision) => {
    setPending(decision);
    const body = JSON.stringify({ decision });
    const answer = await fetch(`/consent/${uid}/decide`, { method: "POST", body }).catch(
      () => null,
    );
    if (answer?.ok) return window.location.assign((await answer.json()).redirectUrl);
    setPending(null);
    setFailed(true);
  };
  return { pending, failed, decide };
}

"use client";

import { Button, Notice } from "@crossdock/ui";
import { useState } from "react";

type Outcome = "pay" | "decline";

export function TestPayButtons({ paymentId, token }: { paymentId: string; token: string }) {
  const [pending, setPending] = useState<Outcome | null>(null);
  const [failed, setFailed] = useState(false);
  const settle = async (outcome: Outcome) => {
    setPending(outcome);
    const body = JSON.stringify({ token, outcome });
    const answer = await fetch(`/test-pay/${paymentId}/settle`, { method: "POST", body });
    if (answer.ok) return window.location.assign((await answer.json()).redirectUrl);
    setPending(null);
    setFailed(true);
  };
  return (
    <div className="flex flex-col gap-3">
      {failed && (
        <Notice tone="bad">This payment could not be settled. Open the link again.</Notice>
      )}
      <Button
        variant="primary"
        pending={pending === "pay"}
        disabled={pending !== null}
        onClick={() => settle("pay")}
      >
        Pay
      </Button>
      <Button
        pending={pending === "decline"}
        disabled={pending !== null}
        onClick={() => settle("decline")}
      >
        Decline
      </Button>
      <p className="text-meta text-ink-2">
        Pay tells the shop that the payment was captured, Decline that it failed, each by a signed
        webhook as a real provider would.
      </p>
    </div>
  );
}

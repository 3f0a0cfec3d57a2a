"use client";

import { Button } from "@crossdock/ui";
import { useState } from "react";
import { enter } from "./enter.ts";
import { Refused } from "./refused.tsx";

export function LinkButton({ token }: { token: string }) {
  const [state, setState] = useState<"ready" | "pending" | "refused">("ready");
  const press = async () => {
    setState("pending");
    if (!(await enter(token))) setState("refused");
  };
  if (state === "refused") return <Refused />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">The link works once, for the person it was made for.</p>
      <Button variant="primary" onClick={press} pending={state === "pending"}>
        Sign in
      </Button>
    </div>
  );
}

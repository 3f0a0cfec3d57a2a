"use client";

import { Button, Notice } from "@crossdock/ui";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useState } from "react";

export function LinkButton({ token }: { token: string }) {
  const [state, setState] = useState<"ready" | "pending" | "refused">("ready");
  const enter = async () => {
    setState("pending");
    const result = await signIn("link", { token, redirect: false });
    if (result?.ok) return window.location.assign("/");
    setState("refused");
  };
  if (state === "refused") {
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="bad">
          This link has been used or is too old. Make another with{" "}
          <code className="font-mono">npm run -s cli -- login-link</code>.
        </Notice>
        <Link href="/login" className="link text-table">
          Sign in with a password
        </Link>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">The link works once, for the person it was made for.</p>
      <Button variant="primary" onClick={enter} pending={state === "pending"}>
        Sign in
      </Button>
    </div>
  );
}

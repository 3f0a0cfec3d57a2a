"use client";

import { Button } from "@crossdock/ui";
import { signIn } from "next-auth/react";
import { useState } from "react";

type Props = {
  providers: readonly { id: string; name: string }[];
  /** Where to go on afterwards. */
  next: string;
};

/** The ways in by an account elsewhere. */
export function SocialButtons({ providers, next }: Props) {
  const [pending, setPending] = useState<string | null>(null);
  const leave = async (id: string) => {
    setPending(id);
    await signIn(id, { callbackUrl: next });
  };
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button key={id} pending={pending === id} onClick={() => leave(id)}>
          {`Continue with ${name}`}
        </Button>
      ))}
    </div>
  );
}

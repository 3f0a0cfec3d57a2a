"use client";

import { Button } from "@crossdock/ui";
import { Pause, Play, Radio } from "lucide-react";
import { useKeys } from "../../../../use-keys.ts";
import type { LiveTail } from "./use-live-tail.ts";

type Props = {
  tail: LiveTail;
  /** Whether what is shown ends before now. */
  blocked: boolean;
};

/** Shows requests as they come in; `L` starts and pauses. */
export function LiveButton({ tail, blocked }: Props) {
  const toggle = () => (tail.state === "live" ? tail.pause() : tail.start());
  useKeys({ l: () => !blocked && toggle() });
  if (tail.state === "live") {
    return (
      <Button size="sm" onClick={toggle} title="L">
        <Pause aria-hidden /> Pause
      </Button>
    );
  }
  if (tail.state === "paused") {
    return (
      <>
        <Button size="sm" onClick={toggle} title="L">
          <Play aria-hidden /> Go on
        </Button>
        <Button size="sm" variant="quiet" onClick={tail.stop}>
          Stop
        </Button>
      </>
    );
  }
  return (
    <Button
      size="sm"
      disabled={blocked}
      title={blocked ? "Choose the first page of a time that ends now" : "L"}
      onClick={toggle}
    >
      <Radio aria-hidden /> Live
    </Button>
  );
}

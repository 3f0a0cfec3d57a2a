"use client";

import { Button, CodeBlock, Notice } from "@crossdock/ui";
import { useState } from "react";
import { prettyJson } from "../../../../pretty-json.ts";

/** What an event said: laid out to be read, or as it came. */
export function EventBody({ body }: { body: string | null }) {
  const [raw, setRaw] = useState(false);
  if (body === null) return <Notice tone="info">What it said is not kept any more.</Notice>;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="sm" aria-pressed={raw} onClick={() => setRaw(!raw)}>
        {raw ? "Lay it out" : "Show it as it came"}
      </Button>
      <div className="w-full">
        <CodeBlock label={raw ? "Body, as it came" : "Body"} code={raw ? body : prettyJson(body)} />
      </div>
    </div>
  );
}

"use client";

import { Button, CodeBlock } from "@crossdock/ui";
import { Download } from "lucide-react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { saveFile } from "../../../../save-file.ts";
import type { Curl } from "./curl.ts";

type Props = { curl: Curl; masked: boolean };

/** The request as a command, and what to know before it is run. */
export function CurlSection({ curl: { command, file }, masked }: Props) {
  return (
    <DetailSection title="As cURL">
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <CodeBlock label="cURL" code={command} />
        </div>
        {file !== null && (
          <Button size="sm" onClick={() => saveFile("body.json", "application/json", [file])}>
            <Download aria-hidden /> Save body.json
          </Button>
        )}
        <p className="text-table text-ink-2">
          Set <code className="font-mono">API_KEY</code> to your key first.
          {masked && " What stands between ‹ and › was masked in the log: put it in."}
          {/^.*idempotency-key:/im.test(command) &&
            " With the same Idempotency-Key it answers what it answered then; take a new one to have it done anew."}
        </p>
      </div>
    </DetailSection>
  );
}

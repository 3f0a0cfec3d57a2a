"use client";

import { Button } from "@crossdock/ui";
import { Terminal } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "../../../../components/page-header.tsx";
import { durationWords } from "../duration-words.ts";
import { type LogEntry, targetOf } from "../entry.ts";
import { RequestStatus } from "../request-status.tsx";

type Props = {
  entry: LogEntry;
  /** Missing where no key could make the request. */
  onCopyCurl: (() => void) | null;
  /** The ways back to the list. */
  back: ReactNode;
  /** What else can be done with it. */
  children?: ReactNode;
};

/** What was asked for and how it ended, and what can be done with a logged request. */
export function RequestHeader({ entry, onCopyCurl, back, children }: Props) {
  return (
    <PageHeader
      title={
        <span className="font-mono text-section break-all">
          <span className="text-accent">{entry.method}</span> {targetOf(entry)}
        </span>
      }
      facts={
        <>
          <RequestStatus status={entry.status} errorCode={entry.errorCode} />
          <span>{durationWords(entry.durationMs)}</span>
        </>
      }
      actions={
        <>
          {back}
          {onCopyCurl && (
            <Button size="sm" onClick={onCopyCurl} title="C">
              <Terminal aria-hidden /> Copy as cURL
            </Button>
          )}
          {children}
        </>
      }
    />
  );
}

"use client";

import { Button, Notice } from "@crossdock/ui";
import { useState } from "react";
import { DetailSection } from "../../../../../components/detail-section.tsx";
import type { Outputs } from "../../../../../trpc/server.tsx";

const views = { desktop: "Desktop", phone: "Phone", text: "Text" } as const;
type View = keyof typeof views;

/** The mail with example values: its HTML in a wide and a narrow window, and as plain text. */
export function MailPreview({ preview }: { preview: Outputs["mailTemplates"]["preview"] | null }) {
  const [view, setView] = useState<View>("desktop");
  return (
    <DetailSection
      title="Preview"
      aside={
        <fieldset className="flex gap-1">
          <legend className="sr-only">How it is shown</legend>
          {Object.entries(views).map(([name, label]) => (
            <Button
              key={name}
              size="sm"
              variant={view === name ? "secondary" : "quiet"}
              aria-pressed={view === name}
              onClick={() => isView(name) && setView(name)}
            >
              {label}
            </Button>
          ))}
        </fieldset>
      }
    >
      {preview === null ? (
        <Notice tone="warn">The e-mail cannot be shown: mend what is marked first.</Notice>
      ) : (
        <div className="flex flex-col gap-3">
          <p className="text-table">
            <span className="text-ink-2">Subject: </span>
            {preview.subject}
          </p>
          {view === "text" ? (
            <pre className="overflow-x-auto rounded-panel border border-line bg-panel p-4 text-table whitespace-pre-wrap">
              {preview.text}
            </pre>
          ) : (
            <iframe
              // A new one for each text: Chromium shows nothing where two follow each other quickly.
              key={preview.html}
              // Without a right to anything: no script of a mail runs in the dashboard, nothing is sent.
              sandbox=""
              title={`Preview, ${views[view]}`}
              srcDoc={preview.html}
              className={`h-140 rounded-panel border border-line bg-white ${view === "phone" ? "w-full max-w-94" : "w-full"}`}
            />
          )}
        </div>
      )}
    </DetailSection>
  );
}

function isView(name: string): name is View {
  return Object.hasOwn(views, name);
}

"use client";

import { Button, Field, Input, Textarea } from "@crossdock/ui";
import { useState } from "react";
import { ConfirmButton } from "../../../../../components/confirm-button.tsx";
import type { Outputs } from "../../../../../trpc/server.tsx";
import { MailPreview } from "./mail-preview.tsx";
import { TemplateHelp } from "./template-help.tsx";
import { TemplateVersions } from "./template-versions.tsx";
import { useTemplate } from "./use-template.ts";

export type Template = Outputs["mailTemplates"]["get"];

type Props = { template: Template; mayWrite: boolean };

/** Subject and text, with the mail beside them as its receiver sees it. */
export function TemplateEditor({ template, mayWrite }: Props) {
  const [draft, setDraft] = useState({ subject: template.subject, body: template.body });
  const { preview, faults, save, reset, sendTest } = useTemplate(template, draft);
  const isChanged = draft.subject !== template.subject || draft.body !== template.body;
  return (
    <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
      <form
        aria-label="What the e-mail says"
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label="Subject" error={faults.subject}>
          <Input
            mono
            value={draft.subject}
            readOnly={!mayWrite}
            onChange={({ target }) => setDraft({ ...draft, subject: target.value })}
          />
        </Field>
        <Field label="Text" error={faults.body}>
          <Textarea
            mono
            rows={16}
            value={draft.body}
            readOnly={!mayWrite}
            onChange={({ target }) => setDraft({ ...draft, body: target.value })}
          />
        </Field>
        {mayWrite && (
          <div className="flex flex-wrap items-center gap-2">
            <Button
              type="submit"
              variant="primary"
              pending={save.isPending}
              disabled={!isChanged || preview === null}
            >
              Save
            </Button>
            <Button
              pending={sendTest.isPending}
              disabled={preview === null}
              onClick={() => sendTest.mutate()}
            >
              Send me a test
            </Button>
            {!template.isDefault && (
              <ConfirmButton
                size="md"
                verb="Reset"
                title="Reset this e-mail to its default?"
                consequence="What it says now stays among the earlier versions."
                run={() => reset.mutateAsync()}
                done="The e-mail says its default again"
              />
            )}
            <span className="text-table text-ink-2">{isChanged && "Unsaved changes"}</span>
          </div>
        )}
        <TemplateHelp variables={template.variables} />
        <TemplateVersions
          versions={template.versions}
          onTake={mayWrite ? (version) => setDraft(version) : undefined}
        />
      </form>
      <MailPreview preview={preview} />
    </div>
  );
}

"use client";

import { Notice, Status } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PageHeader } from "../../../../../components/page-header.tsx";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { type Locale, languages } from "../languages.ts";
import { TemplateEditor } from "./template-editor.tsx";

type Props = { templateKey: string; locale: Locale; mayWrite: boolean };

/** One mail in one language: what it says, and how it looks. */
export function TemplateDetail({ templateKey: key, locale, mayWrite }: Props) {
  const trpc = useTRPC();
  const { data: template } = useSuspenseQuery(trpc.mailTemplates.get.queryOptions({ key, locale }));
  return (
    <>
      <PageHeader
        title={template.title}
        facts={
          template.isDefault ? (
            <Status tone="off">Default</Status>
          ) : (
            <Status tone="ok">Changed</Status>
          )
        }
      />
      <div className="flex flex-col gap-4 px-4 py-4 sm:px-6">
        <p className="text-body text-ink-2">{template.when}.</p>
        <nav aria-label="Languages" className="flex gap-4 border-b border-line text-table">
          {Object.entries(languages).map(([code, name]) => (
            <Link
              key={code}
              href={`/emails/templates/${key}?locale=${code}`}
              aria-current={code === locale ? "page" : undefined}
              className="-mb-px border-b-2 border-transparent pb-2 text-ink-2 aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          ))}
        </nav>
        {!mayWrite && (
          <Notice tone="info">Your role reads e-mails and does not change them.</Notice>
        )}
        <TemplateEditor
          // Another version is another form: what was typed before was of the one before.
          key={`${locale} ${template.versionId}`}
          template={template}
          mayWrite={mayWrite}
        />
      </div>
    </>
  );
}

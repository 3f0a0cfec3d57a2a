"use client";

import { Notice } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { type Control, useWatch } from "react-hook-form";
import type { z } from "zod";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { type AnnouncementValues, announcementForm } from "./form.ts";

type Props = {
  control: Control<AnnouncementValues, unknown, z.output<typeof announcementForm>>;
  productId: string | null;
};

/** What each network would show, and what keeps it from taking it. */
export function Preview({ control, productId }: Props) {
  const trpc = useTRPC();
  const values = useDeferredValue(useWatch({ control }));
  const parsed = announcementForm.omit({ scheduledAt: true }).safeParse(values);
  const { data } = useQuery(
    trpc.announcements.preview.queryOptions(
      { text: "", targets: [], ...parsed.data, productId },
      { enabled: parsed.success, placeholderData: keepPreviousData },
    ),
  );
  const shown = parsed.success ? (data?.data ?? []) : [];
  return (
    <DetailSection title="Preview">
      {shown.length === 0 && (
        <p className="text-table text-ink-2">
          Write something and choose a network to see how it looks there.
        </p>
      )}
      <ul className="flex flex-col gap-4" aria-live="polite">
        {shown.map(({ connector, name, text, image, problems }) => (
          <li key={connector} className="flex flex-col gap-2">
            <h3 className="text-table font-semibold">{name}</h3>
            <div className="rounded-panel border border-line bg-panel px-3 py-2 text-body break-words whitespace-pre-wrap">
              {text}
              {image && <p className="pt-2 text-meta text-ink-2">With the product&apos;s image</p>}
            </div>
            {problems.map((problem) => (
              <Notice key={problem} tone="bad">
                {problem}
              </Notice>
            ))}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

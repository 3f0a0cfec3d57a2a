"use client";

import { Checkbox, Field, Textarea } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { AnnouncementValues, announcementForm } from "./form.ts";

type Props = {
  form: UseFormReturn<AnnouncementValues, unknown, z.output<typeof announcementForm>>;
};

/** Where it is said; each chosen network may have words of its own. */
export function Networks({ form }: Props) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.announcements.networks.queryOptions({}));
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "targets" });
  const { targets } = form.formState.errors;
  const missing = targets?.message ?? targets?.root?.message;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-table font-semibold">Networks</legend>
      {data.data.map(({ connector, name, configured }) => {
        const index = fields.findIndex((field) => field.connector === connector);
        const isChosen = index >= 0;
        return (
          <div key={connector} className="flex flex-col gap-2">
            <span className="flex flex-wrap items-center gap-x-3">
              <Checkbox
                label={name}
                checked={isChosen}
                disabled={!configured}
                onChange={() => (isChosen ? remove(index) : append({ connector, text: "" }))}
              />
              {!configured && (
                <Link href={`/connectors/${connector}`} className="link text-meta">
                  Set up {name}
                </Link>
              )}
            </span>
            {isChosen && (
              <div className="pl-6">
                <Field
                  label={`Other words on ${name} (optional)`}
                  error={targets?.[index]?.text?.message}
                >
                  <Textarea rows={2} {...form.register(`targets.${index}.text`)} />
                </Field>
              </div>
            )}
          </div>
        );
      })}
      {missing && (
        <p role="alert" className="text-meta font-semibold text-bad">
          {missing}
        </p>
      )}
    </fieldset>
  );
}

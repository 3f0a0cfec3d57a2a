"use client";

import { Button, Field, Input, Textarea, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { LinkButton } from "../../../../components/link-button.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { type AnnouncementValues, announcementForm } from "./form.ts";
import { Networks } from "./networks.tsx";
import { Preview } from "./preview.tsx";

type Start = { productId: string; text: string; link: string } | null;

export function NewAnnouncement({ start }: { start: Start }) {
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm<AnnouncementValues, unknown, z.output<typeof announcementForm>>({
    resolver: zodResolver(announcementForm, inWords),
    defaultValues: {
      text: start?.text ?? "",
      link: start?.link ?? "",
      targets: [],
      scheduledAt: "",
    },
  });
  const productId = start?.productId ?? null;
  const create = useMutation(
    trpc.announcements.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async ({ id, scheduledAt }) => {
        await refresh();
        const later = new Date(scheduledAt) > new Date();
        toast.ok(later ? "It waits for its time" : "It is on its way");
        router.push(`/announcements/${id}`);
      },
    }),
  );
  const later = useWatch({ control: form.control, name: "scheduledAt" }) !== "";
  const { errors } = form.formState;
  return (
    <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,40rem)_minmax(0,26rem)]">
      <form
        noValidate
        aria-label="Announcement"
        className="flex min-w-0 flex-col gap-5"
        onSubmit={form.handleSubmit((values) => create.mutate({ ...values, productId }))}
      >
        <Field label="Text" error={errors.text?.message}>
          <Textarea rows={5} {...form.register("text")} />
        </Field>
        <TextField
          form={form}
          name="link"
          label="Link"
          type="url"
          hint="Put below the text, unless the text has it"
          mono
        />
        <Networks form={form} />
        <Field
          label="When"
          hint="Empty: at once. In your own time."
          error={errors.scheduledAt?.message}
        >
          <Input type="datetime-local" {...form.register("scheduledAt")} />
        </Field>
        <div className="flex gap-2 border-t border-line pt-5">
          <Button type="submit" variant="primary" pending={create.isPending}>
            {later ? "Schedule" : "Publish now"}
          </Button>
          <LinkButton href="/announcements" variant="quiet">
            Cancel
          </LinkButton>
        </div>
      </form>
      <Preview control={form.control} productId={productId} />
    </div>
  );
}

"use client";

import { AnswerInquiry } from "@crossdock/api/schemas";
import { Button, Field, Textarea, Time, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { State } from "../../../../components/statuses.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

export function InquiryDetail({ id, mayAnswer }: { id: string; mayAnswer: boolean }) {
  const trpc = useTRPC();
  const { data: inquiry } = useSuspenseQuery(trpc.inquiries.get.queryOptions({ id }));
  return (
    <>
      <PageHeader title={`Inquiry of ${inquiry.name}`} facts={<State value={inquiry.status} />} />
      <div className="flex max-w-180 flex-col gap-8 px-4 py-5 sm:px-6">
        <DetailSection title="Message">
          <p className="pb-2 text-table text-ink-2">
            {inquiry.email}, <Time at={inquiry.createdAt} full />
          </p>
          <p className="whitespace-pre-wrap">{inquiry.message}</p>
        </DetailSection>
        {inquiry.answer !== null && (
          <DetailSection title="Answer">
            {inquiry.answeredAt && (
              <p className="pb-2 text-table text-ink-2">
                <Time at={inquiry.answeredAt} full />
              </p>
            )}
            <p className="whitespace-pre-wrap">{inquiry.answer}</p>
          </DetailSection>
        )}
        {inquiry.status === "open" && mayAnswer && <AnswerForm id={id} email={inquiry.email} />}
      </div>
    </>
  );
}

const form = AnswerInquiry.omit({ id: true });

function AnswerForm({ id, email }: { id: string; email: string }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form, inWords),
  });
  const answer = useMutation(
    trpc.inquiries.answer.mutationOptions({
      onError: useShowProblem(setError),
      onSuccess: async () => {
        await refresh();
        toast.ok("The answer is on its way");
      },
    }),
  );
  return (
    <form
      noValidate
      onSubmit={handleSubmit((values) => answer.mutate({ id, ...values }))}
      className="flex flex-col items-start gap-4"
    >
      <div className="w-full">
        <Field
          label="Your answer"
          hint={`Goes to ${email}`}
          error={formState.errors.answer?.message}
        >
          <Textarea rows={7} {...register("answer")} />
        </Field>
      </div>
      <Button type="submit" variant="primary" pending={answer.isPending}>
        Send the answer
      </Button>
    </form>
  );
}

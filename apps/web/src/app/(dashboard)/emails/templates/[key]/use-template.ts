import { useToast } from "@crossdock/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { problemOf } from "../../../../../trpc/problem.ts";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../../trpc/use-show-failure.ts";
import type { Template } from "./template-editor.tsx";

type Draft = { subject: string; body: string };

/** The draft's mail, or what is wrong with it, and what can be done with it. */
export function useTemplate({ key, locale, versionId }: Template, draft: Draft) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const { mutateAsync: write } = useMutation(trpc.mailTemplates.preview.mutationOptions());
  const shown = { key, locale, ...useDeferredValue(draft) };
  const preview = useQuery({
    queryKey: ["mail preview", shown],
    queryFn: () => write(shown),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const showFailure = useShowFailure();
  const save = useMutation(
    trpc.mailTemplates.save.mutationOptions({
      onError: showFailure,
      async onSuccess() {
        await refresh();
        toast.ok("The e-mail is saved");
      },
    }),
  );
  const reset = useMutation(trpc.mailTemplates.reset.mutationOptions({ onSuccess: refresh }));
  const sendTest = useMutation(
    trpc.mailTemplates.sendTest.mutationOptions({
      onError: showFailure,
      onSuccess: ({ to }) => toast.ok(`A test is on its way to ${to}`),
    }),
  );
  return {
    preview: preview.isError ? null : (preview.data ?? null),
    faults: faultsOf(preview.error),
    save: { ...save, mutate: () => save.mutate({ key, locale, ...draft, basedOn: versionId }) },
    reset: { ...reset, mutateAsync: () => reset.mutateAsync({ key, locale }) },
    sendTest: { ...sendTest, mutate: () => sendTest.mutate({ key, locale, ...draft }) },
  };
}

/** What is wrong with the draft, by its member. */
function faultsOf(error: unknown): { subject?: string; body?: string } {
  const faults = error ? (problemOf(error)?.errors ?? []) : [];
  const of = (member: string) => faults.find(({ pointer }) => pointer === `#/${member}`)?.detail;
  const [subject, body] = [of("subject"), of("body")];
  return { ...(subject && { subject }), ...(body && { body }) };
}

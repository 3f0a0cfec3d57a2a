import { useToast } from "@crossdock/ui";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import type { z } from "zod";
import { problemOf } from "./trpc/problem.ts";
import { useRefresh } from "./trpc/use-refresh.ts";
import { useShowFailure } from "./trpc/use-show-failure.ts";

/** Shows a procedure's refusal: each fault at its field, the rest in a toast. */
export function useShowProblem<T extends FieldValues>(setError: UseFormSetError<T>) {
  const showFailure = useShowFailure();
  return (error: unknown) => {
    const faults = problemOf(error)?.errors ?? [];
    for (const [index, { pointer, detail, fix }] of faults.entries()) {
      const message = fix === undefined ? detail : `${detail} ${fix}`;
      setError(toPath(pointer) as Path<T>, { message }, { shouldFocus: index === 0 });
    }
    if (faults.length === 0) showFailure(error);
  };
}

type Step<Saved> = {
  /** What people hear when it is done. */
  said(saved: Saved): string;
  onClose(): void;
};

/**
 * What follows the form of a dialog: faults at their fields; else everything on the screen anew, a word of
 * it, and the dialog closed.
 */
export function useDialogStep<T extends FieldValues, Saved>(
  setError: UseFormSetError<T>,
  { said, onClose }: Step<Saved>,
) {
  const toast = useToast();
  const refresh = useRefresh();
  return {
    onError: useShowProblem(setError),
    async onSuccess(saved: Saved): Promise<void> {
      await refresh();
      toast.ok(said(saved));
      onClose();
    },
  };
}

/** `#/variants/0/sku` → `variants.0.sku`: a JSON pointer (RFC 6901) as react-hook-form names a field. */
export function toPath(pointer: string): string {
  return pointer.slice(2).split("/").join(".");
}

/** For zodResolver: faults in words for people, where the schema has none of its own. */
export const inWords = { error: sentence };

function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") return "Fill this in.";
  if (issue.code === "invalid_format") return formats[issue.format];
  if (issue.code === "too_small" && issue.origin === "string") {
    return issue.minimum === 1 ? "Fill this in." : `Use at least ${issue.minimum} characters.`;
  }
  if (issue.code === "too_big" && issue.origin === "string") {
    return `Use at most ${issue.maximum} characters.`;
  }
  return undefined;
}

const formats: Record<string, string> = {
  email: "Enter an e-mail address, such as zoe@example.com.",
  url: "Enter a web address that begins with https://.",
};

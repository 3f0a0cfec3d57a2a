import { useToast } from "@crossdock/ui";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { explain, problemOf } from "./trpc/problem.ts";

/** Shows a procedure's refusal: each fault at its field, the rest in a toast. */
export function useShowProblem<T extends FieldValues>(setError: UseFormSetError<T>) {
  const toast = useToast();
  return (error: unknown) => {
    const faults = problemOf(error)?.errors ?? [];
    for (const [index, { pointer, detail, fix }] of faults.entries()) {
      const message = fix === undefined ? detail : `${detail} ${fix}`;
      setError(toPath(pointer) as Path<T>, { message }, { shouldFocus: index === 0 });
    }
    if (faults.length > 0) return;
    const { title, detail } = explain(error);
    toast.bad(title, detail);
  };
}

/** `#/variants/0/sku` → `variants.0.sku`. */
function toPath(pointer: string): string {
  return pointer.slice(2).split("/").join(".");
}

"use client";

import { Button, Dialog, Field, Input, useToast } from "@crossdock/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Product } from "../product-form.ts";

type Props = { product: Product; mayWrite: boolean };

/** What can be sold of each variant, and where to count it anew. */
export function StockTable({ product, mayWrite }: Props) {
  const [counting, setCounting] = useState<string | null>(null);
  return (
    <section>
      <h2 className="pb-2 text-section">Stock</h2>
      <table className="w-full text-table">
        <caption className="sr-only">What can be sold now</caption>
        <tbody>
          {product.variants.map(({ sku, stock }) => (
            <tr key={sku} className="border-t border-line">
              <th scope="row" className="h-9 truncate text-left font-mono text-meta font-normal">
                {sku}
              </th>
              <td className="px-3 text-right">{stock}</td>
              {mayWrite && (
                <td className="w-0">
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={`Count ${sku}`}
                    onClick={() => setCounting(sku)}
                  >
                    Count
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {counting && <CountDialog sku={counting} onClose={() => setCounting(null)} />}
    </section>
  );
}

function CountDialog({ sku, onClose }: { sku: string; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { data: level } = useQuery(trpc.inventory.get.queryOptions({ sku }));
  const { register, handleSubmit, setError, formState } = useForm<{ stocked: string }>();
  const showProblem = useShowProblem(setError);
  const set = useMutation(
    trpc.inventory.set.mutationOptions({
      onError: showProblem,
      onSuccess: async ({ available }) => {
        await queryClient.invalidateQueries(trpc.products.pathFilter());
        await queryClient.invalidateQueries(trpc.inventory.pathFilter());
        toast.ok(`${available} of ${sku} can be sold`);
        onClose();
      },
    }),
  );
  const submit = handleSubmit(({ stocked }) => set.mutate({ sku, stocked: Number(stocked) }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Count ${sku}`}
      description={
        level && `${level.stocked} on the shelf, ${level.reserved} of them reserved by orders.`
      }
      actions={
        <Button variant="primary" pending={set.isPending} onClick={submit}>
          Set stock
        </Button>
      }
    >
      <form onSubmit={submit} noValidate>
        <Field
          label="On the shelf"
          hint="What you counted, reserved units included"
          error={formState.errors.stocked?.message}
        >
          <Input
            inputMode="numeric"
            {...register("stocked", {
              pattern: { value: /^\d{1,9}$/, message: "Enter a whole number, 0 or more" },
              required: "Enter what you counted",
            })}
          />
        </Field>
      </form>
    </Dialog>
  );
}

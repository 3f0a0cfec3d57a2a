"use client";

import { Button, Notice, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { ProductFields } from "../product-fields.tsx";
import type { Product, ProductForm, ProductValues } from "../product-form.ts";
import { productForm, toValues } from "../product-form.ts";
import { VariantFields } from "../variant-fields.tsx";

type Props = { product: Product; mayWrite: boolean };

export function EditProduct({ product, mayWrite }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const queryClient = useQueryClient();
  const currency = product.variants[0]?.price.currency ?? "EUR";
  const form = useForm<ProductValues, unknown, z.output<ProductForm>>({
    resolver: zodResolver(productForm(currency), inWords),
    defaultValues: toValues(product),
    disabled: !mayWrite,
  });
  const showProblem = useShowProblem(form.setError);
  const update = useMutation(
    trpc.products.update.mutationOptions({
      onError: showProblem,
      onSuccess: async (saved) => {
        await queryClient.invalidateQueries(trpc.products.pathFilter());
        toast.ok(`${saved.title} is saved`);
      },
    }),
  );
  const submit = form.handleSubmit(({ variants, ...values }) =>
    update.mutate({
      id: product.id,
      ...values,
      variants: variants.filter(isChanged(product)).map(({ stock: _, ...variant }) => variant),
    }),
  );
  const fields = {
    register: form.register,
    control: form.control,
    errors: form.formState.errors,
    readOnly: !mayWrite,
  };
  const archived = product.status === "archived";
  return (
    <form onSubmit={submit} noValidate aria-label="Product" className="flex flex-col gap-5">
      {!mayWrite && <Notice tone="info">Your role sees products and does not change them.</Notice>}
      <ProductFields
        {...fields}
        statuses={archived ? ["archived", "draft", "active"] : ["active", "draft"]}
      />
      <VariantFields {...fields} currency={currency} saved={product.variants.length} />
      {mayWrite && (
        <div className="sticky bottom-14 flex items-center gap-3 border-t border-line bg-bg py-3 sm:bottom-0">
          <Button
            type="submit"
            variant="primary"
            pending={update.isPending}
            disabled={!form.formState.isDirty}
          >
            Save
          </Button>
          <span className="text-table text-ink-2">
            {form.formState.isDirty ? "Unsaved changes" : "Nothing is changed yet"}
          </span>
        </div>
      )}
    </form>
  );
}

type Variant = Pick<Product["variants"][number], "sku" | "title" | "price">;

/** Only what was changed is sent, so that nobody else's edit of another variant is undone. */
function isChanged({ variants }: Product): (variant: Variant) => boolean {
  return ({ sku, title, price }) =>
    !variants.some(
      (old) => old.sku === sku && old.title === title && old.price.amount === price.amount,
    );
}

"use client";

import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { LinkButton } from "../../../../components/link-button.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { ProductFields } from "../product-fields.tsx";
import type { ProductForm, ProductValues } from "../product-form.ts";
import { newVariant, productForm } from "../product-form.ts";
import { VariantFields } from "../variant-fields.tsx";

export function NewProduct({ currency }: { currency: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const queryClient = useQueryClient();
  const form = useForm<ProductValues, unknown, z.output<ProductForm>>({
    resolver: zodResolver(productForm(currency), inWords),
    defaultValues: {
      title: "",
      description: "",
      status: "active",
      tags: "",
      variants: [newVariant],
    },
  });
  const showProblem = useShowProblem(form.setError);
  const create = useMutation(
    trpc.products.create.mutationOptions({
      onError: showProblem,
      onSuccess: async (product) => {
        await queryClient.invalidateQueries(trpc.products.pathFilter());
        toast.ok(`${product.title} is created`);
        router.push(`/products/${product.id}`);
      },
    }),
  );
  const submit = form.handleSubmit(({ status, ...values }) =>
    create.mutate({ ...values, status: status === "archived" ? "draft" : status }),
  );
  const fields = { register: form.register, control: form.control, errors: form.formState.errors };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-180 flex-col gap-5 px-4 py-5 sm:px-6">
      <ProductFields {...fields} statuses={["active", "draft"]} />
      <VariantFields {...fields} currency={currency} saved={0} />
      <div className="flex gap-2 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={create.isPending}>
          Create product
        </Button>
        <LinkButton href="/products" variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

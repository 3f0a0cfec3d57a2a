"use client";

import { Button, Field, Input } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import type { Product } from "../product-form.ts";
import { Thumbnail } from "../thumbnail.tsx";

type Props = {
  productId: string;
  image: Product["images"][number];
  position: number;
  count: number;
  mayWrite: boolean;
};

/** One image: what it shows in words, and its place among the others. */
export function ImageCard({ productId, image, position, count, mayWrite }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [alt, setAlt] = useState(image.alt);
  const which = { id: productId, imageId: image.id };
  const name = image.alt || `Image ${position + 1}`;
  const update = useMutation(
    trpc.products.updateImage.mutationOptions({
      onSuccess: refresh,
      onError: useShowFailure(),
    }),
  );
  const remove = useMutation(trpc.products.removeImage.mutationOptions());
  const move = (to: number) => update.mutate({ ...which, position: to });
  const saveAlt = () => alt !== image.alt && update.mutate({ ...which, alt });
  return (
    <li className="flex gap-3">
      <Thumbnail images={[image]} size="lg" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <Field label={`What image ${position + 1} shows`} hideLabel>
          <Input
            value={alt}
            disabled={!mayWrite}
            placeholder="What it shows"
            onChange={(event) => setAlt(event.target.value)}
            onBlur={saveAlt}
            onKeyDown={(event) => event.key === "Enter" && saveAlt()}
          />
        </Field>
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button
              size="icon"
              variant="quiet"
              aria-label={`Move ${name} up`}
              disabled={position === 0 || update.isPending}
              onClick={() => move(position - 1)}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              size="icon"
              variant="quiet"
              aria-label={`Move ${name} down`}
              disabled={position === count - 1 || update.isPending}
              onClick={() => move(position + 1)}
            >
              <ArrowDown aria-hidden />
            </Button>
            <ConfirmButton
              danger
              verb="Remove"
              title={`Remove ${name}?`}
              consequence="It is shown here and in the API no more. Pages that link to it can show it for another week."
              run={() => remove.mutateAsync(which).then(refresh)}
              done={`${name} is removed`}
            />
          </div>
        )}
      </div>
    </li>
  );
}

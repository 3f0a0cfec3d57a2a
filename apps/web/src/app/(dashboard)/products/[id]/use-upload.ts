import { useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain } from "../../../../trpc/problem.ts";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { isImageType, refusalOf, sendBytes } from "./upload-image.ts";

/** `part` is how much is sent, from 0 to 1; at 1 the server is at work on it. */
export type Upload = { name: string; part: number };

/** Sends images one after the other and makes them the product's. */
export function useUpload(productId: string) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const [upload, setUpload] = useState<Upload | null>(null);
  const create = useMutation(trpc.files.create.mutationOptions());
  const complete = useMutation(trpc.files.complete.mutationOptions());
  const add = useMutation(trpc.products.addImage.mutationOptions());

  async function send(file: File): Promise<void> {
    const { name, type: mime, size } = file;
    const refusal = refusalOf(file);
    if (refusal !== null || !isImageType(mime)) {
      toast.bad("Not uploaded", refusal ?? "");
      return;
    }
    try {
      setUpload({ name, part: 0 });
      const made = await create.mutateAsync({
        ...{ purpose: "product_image", name: name.slice(-200), mime, size },
      });
      await sendBytes(file, made.upload, (part) => setUpload({ name, part }));
      setUpload({ name, part: 1 });
      await complete.mutateAsync({ id: made.id });
      await add.mutateAsync({ id: productId, fileId: made.id });
      toast.ok(`${name} is added`);
    } catch (error) {
      const { title, detail } = explain(error);
      toast.bad(`${name}: ${title}`, detail);
    }
  }

  return {
    upload,
    async start(files: readonly File[]): Promise<void> {
      for (const file of files) await send(file);
      setUpload(null);
      await refresh();
    },
  };
}

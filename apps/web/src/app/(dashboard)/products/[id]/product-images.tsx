"use client";

import { imageTypes } from "@crossdock/api/schemas";
import { Button, Notice } from "@crossdock/ui";
import type { DragEvent } from "react";
import { useRef, useState } from "react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import type { Product } from "../product-form.ts";
import { ImageCard } from "./image-card.tsx";
import { type Upload, useUpload } from "./use-upload.ts";

type Props = { product: Product; mayWrite: boolean };

/** The product's images in their order: added by choosing or dropping files. */
export function ProductImages({ product, mayWrite }: Props) {
  const { upload, start } = useUpload(product.id);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { images } = product;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (mayWrite && upload === null) void start([...event.dataTransfer.files]);
  };
  return (
    <DetailSection
      title="Images"
      aside={
        mayWrite && (
          <Button
            size="sm"
            pending={upload !== null}
            onClick={() => input.current?.click()}
            disabled={images.length >= 20}
          >
            Add images
          </Button>
        )
      }
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Choose images"
        accept={imageTypes.join(",")}
        onChange={({ target }) => {
          void start([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      <fieldset
        aria-label="Images, in their order"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(mayWrite);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col gap-3 rounded-panel border border-dashed p-3 ${over ? "border-ink-2 bg-sunken" : "border-line"}`}
      >
        {upload && <Progress upload={upload} />}
        {images.length === 0 && !upload && (
          <p className="text-table text-ink-2">
            {mayWrite
              ? "No images yet. Drop PNG, JPEG, WebP, AVIF or GIF files here; the first is shown in lists."
              : "No images yet."}
          </p>
        )}
        {images.length > 0 && (
          <ol className="flex flex-col gap-3">
            {images.map((image, position) => (
              <ImageCard
                key={image.id}
                productId={product.id}
                image={image}
                position={position}
                count={images.length}
                mayWrite={mayWrite}
              />
            ))}
          </ol>
        )}
        {images.length >= 20 && <Notice tone="info">A product has at most 20 images.</Notice>}
      </fieldset>
    </DetailSection>
  );
}

function Progress({ upload: { name, part } }: { upload: Upload }) {
  return (
    <div role="status" className="flex flex-col gap-1 text-table">
      <span className="truncate">{part < 1 ? `Sending ${name}` : `Preparing ${name}`}</span>
      <progress aria-label={`Upload of ${name}`} max={1} value={part} className="h-1.5 w-full" />
    </div>
  );
}

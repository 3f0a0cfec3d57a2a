"use client";

import { MappingFile } from "@crossdock/api/schemas";
import { parseJson } from "@crossdock/core";
import type { z } from "zod";

export type File = z.infer<typeof MappingFile>;

type Props = { onFile(file: File | null): void; onFault(fault: string | null): void };

/** A mapping that was exported, here or elsewhere. */
export function FileField({ onFile, onFault }: Props) {
  return (
    <input
      type="file"
      aria-label="File of the mapping"
      accept=".json"
      className="text-table text-ink-2"
      onChange={async (event) => {
        const text = (await event.currentTarget.files?.[0]?.text()) ?? "";
        const parsed = MappingFile.safeParse(parseJson(text));
        onFile(parsed.success ? parsed.data : null);
        onFault(parsed.success ? null : "This file is not a mapping.");
      }}
    />
  );
}

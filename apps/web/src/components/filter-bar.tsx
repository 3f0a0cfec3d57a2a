"use client";

import { Button } from "@crossdock/ui";
import type { ReactNode } from "react";

type Props = { children: ReactNode; onClear?: (() => void) | undefined };

/** The filters above a list. */
export function FilterBar({ children, onClear }: Props) {
  return (
    <search className="flex flex-wrap items-center gap-2 py-3">
      {children}
      {onClear && (
        <Button variant="quiet" onClick={onClear}>
          Clear
        </Button>
      )}
    </search>
  );
}

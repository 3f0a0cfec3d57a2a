"use client";

import type { PageErrorProps } from "../components/page-error.tsx";
import { PageError } from "../components/page-error.tsx";

export default function OutsideError(props: PageErrorProps) {
  return (
    <main className="mx-auto max-w-2xl py-16">
      <PageError {...props} />
    </main>
  );
}

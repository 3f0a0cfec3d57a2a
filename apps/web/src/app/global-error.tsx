"use client";

import "./globals.css";
import type { PageErrorProps } from "../components/page-error.tsx";
import { PageError } from "../components/page-error.tsx";

/** The last resort, where the layout itself failed: it has to bring its own document. */
export default function GlobalError(props: PageErrorProps) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-2xl py-16">
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}

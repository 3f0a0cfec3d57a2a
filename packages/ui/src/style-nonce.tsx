"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";

/** Parts below it put this nonce on their style elements, which the page's policy else refuses. */
export function StyleNonce({
  nonce,
  children,
}: {
  nonce: string | undefined;
  children: ReactNode;
}) {
  return <CSPProvider nonce={nonce}>{children}</CSPProvider>;
}

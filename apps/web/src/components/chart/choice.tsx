"use client";

import { createContext, type ReactNode, use, useState } from "react";
import type { Selection } from "../../app/(dashboard)/requests/traffic/bars.ts";

type Choosing = { choice: Selection | null; choose(choice: Selection | null): void };

const ChoiceContext = createContext<Choosing>({ choice: null, choose: () => {} });

/** Charts of the same buckets below it show the same ones as chosen. */
export function SharedChoice({ children }: { children: ReactNode }) {
  const [choice, choose] = useState<Selection | null>(null);
  return <ChoiceContext value={{ choice, choose }}>{children}</ChoiceContext>;
}

export function useChoice(): Choosing {
  return use(ChoiceContext);
}

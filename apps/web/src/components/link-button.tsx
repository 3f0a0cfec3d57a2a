import { buttonClass } from "@crossdock/ui";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  href: string;
  variant?: "primary" | "secondary" | "quiet";
  size?: "sm" | "md";
  children: ReactNode;
};

/** A link that leads to something to do. */
export function LinkButton({ href, variant, size, children }: Props) {
  return (
    <Link href={href} className={buttonClass({ variant, size })}>
      {children}
    </Link>
  );
}

"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { buttonClass } from "./button-class.ts";

type Props = Omit<ComponentProps<"button">, "className"> &
  VariantProps<typeof buttonClass> & {
    /** Shows work in progress; the button keeps its focus and ignores further presses. */
    pending?: boolean;
  };

export function Button({ variant, size, pending, disabled, children, type, ...props }: Props) {
  return (
    <BaseButton
      {...props}
      type={type ?? "button"}
      disabled={disabled || pending}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size })}
    >
      {pending && <LoaderCircle aria-hidden className="motion-safe:animate-spin" />}
      {children}
    </BaseButton>
  );
}

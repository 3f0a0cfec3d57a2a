"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";

export type SelectOption<T extends string = string> = { value: T; label: string };

type Props<T extends string> = {
  options: readonly SelectOption<T>[];
  value: T;
  onChange(value: T): void;
  name?: string;
  disabled?: boolean;
  /** Only where no Field around it carries the label. */
  "aria-label"?: string;
};

/** One of a few values. Put it in a `<Field custom>` or name it with `aria-label`. */
export function Select<T extends string>({ options, value, onChange, ...props }: Props<T>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      name={props.name}
      disabled={props.disabled}
    >
      <BaseSelect.Trigger
        aria-label={props["aria-label"]}
        className="inline-flex h-9 min-w-32 items-center justify-between gap-2 rounded-control border border-line-strong bg-panel pr-2 pl-2.5 text-left text-body transition-colors hover:border-ink-3 data-disabled:bg-sunken data-disabled:text-ink-2"
      >
        <BaseSelect.Value />
        <BaseSelect.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-3" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup className="popup-motion min-w-(--anchor-width) rounded-overlay border border-line bg-panel p-1 shadow-overlay">
            <BaseSelect.List className="max-h-(--available-height) overflow-y-auto">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  className="grid h-8 cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-control pr-4 pl-2 text-table outline-none select-none data-highlighted:bg-accent-soft"
                >
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden className="size-3.5 text-accent" />
                  </BaseSelect.ItemIndicator>
                  <BaseSelect.ItemText className="col-start-2">{option.label}</BaseSelect.ItemText>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

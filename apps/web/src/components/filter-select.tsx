"use client";

import { Select } from "@crossdock/ui";
import { words } from "../words.ts";

type Props<T extends string> = {
  label: string;
  /** What it is called while nothing is chosen: "Any status". */
  any: string;
  options: readonly T[];
  value: T | null;
  onChange(value: T | null): void;
};

/** One value of a few, or any. */
export function FilterSelect<T extends string>(props: Props<T>) {
  const options = props.options.map((value) => ({ value: value as string, label: words(value) }));
  return (
    <Select
      aria-label={props.label}
      options={[{ value: "", label: props.any }, ...options]}
      value={props.value ?? ""}
      onChange={(value) => props.onChange(props.options.find((option) => option === value) ?? null)}
    />
  );
}

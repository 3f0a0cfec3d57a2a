"use client";

import { ListFilter } from "lucide-react";
import { createContext, type ReactNode, use } from "react";
import { filterWords, type NarrowingName } from "./filter-words.ts";

type SetFilter = (name: NarrowingName, value: string | number) => void;

const FilterContext = createContext<SetFilter>(() => {});

/** Lets every cell below narrow the list to what it shows. */
export function FilterScope({
  setFilter,
  children,
}: {
  setFilter: SetFilter;
  children: ReactNode;
}) {
  return <FilterContext value={setFilter}>{children}</FilterContext>;
}

type Props = {
  name: NarrowingName;
  value: string | number | null;
  /** Of a column of numbers: the button stands before it. */
  end?: boolean;
  children: ReactNode;
};

/**
 * A cell with a button that filters by it. Arrow keys reach it from the row: a stop of the Tab key for each
 * cell would be hundreds of them.
 */
export function FilterBy({ name, value, end = false, children }: Props) {
  const setFilter = use(FilterContext);
  if (value === null) return children;
  const words = `Filter by ${filterWords[name].toLowerCase()} ${value}`;
  return (
    <span
      className={`inline-flex max-w-full items-center align-bottom ${end ? "flex-row-reverse" : ""}`}
    >
      <span className="truncate">{children}</span>
      <button
        type="button"
        tabIndex={-1}
        data-filter
        aria-label={words}
        title={words}
        onClick={() => setFilter(name, value)}
        className={`relative z-10 flex size-6 shrink-0 items-center text-ink-3 opacity-0 hover:text-ink focus-visible:opacity-100 max-sm:hidden [tr:hover_&]:opacity-100 ${end ? "-ml-6 pl-2" : "-mr-6 pl-1"}`}
      >
        <ListFilter aria-hidden className="size-3" />
      </button>
    </span>
  );
}

"use client";

import { Field, Input } from "@crossdock/ui";
import type { ReactNode } from "react";
import { useState } from "react";

export type PiecesLine = { id: string; title: string; max: number; detail?: ReactNode };

/** How many pieces of each line somebody has entered, and what is wrong with it. */
export type Pieces = ReturnType<typeof usePieces>;

/** @param initial what stands in the fields at first */
export function usePieces(lines: readonly PiecesLine[], initial: "all" | "none") {
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(lines.map(({ id, max }) => [id, initial === "all" ? String(max) : "0"])),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const asked = lines.map((line) => ({ ...line, quantity: toQuantity(texts[line.id] ?? "") }));
  return {
    lines,
    texts,
    errors,
    set(id: string, text: string) {
      setTexts({ ...texts, [id]: text });
      setErrors({ ...errors, [id]: "" });
    },
    isAll: asked.every(({ quantity, max }) => quantity === max),
    /** What was entered, without the lines of none; none at all where a field is wrong. */
    read(): { lineId: string; quantity: number }[] {
      const found = asked.flatMap(faultOf);
      const some = asked.flatMap(({ id, quantity }) =>
        quantity ? [{ lineId: id, quantity }] : [],
      );
      const [first] = lines;
      const none = some.length === 0 && first ? [[first.id, "Choose at least one piece."]] : [];
      const faults = found.length > 0 ? found : none;
      setErrors(Object.fromEntries(faults));
      return faults.length > 0 ? [] : some;
    },
  };
}

function toQuantity(text: string): number | null {
  const digits = text.trim() || "0";
  return /^\d{1,5}$/.test(digits) ? Number(digits) : null;
}

function faultOf({ id, max, quantity }: PiecesLine & { quantity: number | null }) {
  if (quantity === null) return [[id, "Enter a whole number."]];
  return quantity > max ? [[id, `Only ${max} left.`]] : [];
}

/** A field for each line; none is 0. */
export function QuantityFields({ pieces, legend }: { pieces: Pieces; legend: string }) {
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 text-table font-semibold">{legend}</legend>
      <ul className="border-t border-line">
        {pieces.lines.map(({ id, title, max, detail }) => (
          <li key={id} className="flex items-start gap-4 border-b border-line py-2 text-table">
            <span className="min-w-0 flex-1 py-1.5">
              {title}
              {detail && <span className="block text-meta text-ink-2">{detail}</span>}
            </span>
            <span className="w-24 shrink-0">
              <Field
                hideLabel
                label={`Pieces of ${title}`}
                hint={`of ${max}`}
                error={pieces.errors[id] || undefined}
              >
                <Input
                  inputMode="numeric"
                  value={pieces.texts[id] ?? ""}
                  onChange={(event) => pieces.set(id, event.target.value)}
                />
              </Field>
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

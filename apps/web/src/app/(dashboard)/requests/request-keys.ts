import { useKeys } from "../../../use-keys.ts";

/**
 * `J` and `K` go down and up the rows, whose links Enter opens; the arrows go along a row to the buttons
 * that filter by its cells.
 */
export function useRowKeys(): void {
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowright: () => along(1),
    arrowleft: () => along(-1),
  });
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(".ledger tbody th a")];
  const current = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const next = current === -1 ? 0 : current + by;
  links[next]?.focus();
}

function along(by: 1 | -1): void {
  const row = document.activeElement?.closest(".ledger tbody tr");
  const stops = [...(row?.querySelectorAll<HTMLElement>("th a, [data-filter]") ?? [])];
  const current = stops.indexOf(document.activeElement as HTMLElement);
  if (current !== -1) stops[current + by]?.focus();
}

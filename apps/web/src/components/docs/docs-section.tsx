import type { ReactNode } from "react";

/** A titled part of a page; with an id it has an address of its own. */
export function DocsSection(props: { id?: string; title: string; children: ReactNode }) {
  return (
    <section id={props.id} className="flex scroll-mt-16 flex-col gap-3">
      <h2 className="text-section">{props.title}</h2>
      {props.children}
    </section>
  );
}

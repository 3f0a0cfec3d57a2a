import { CopyButton } from "./copy.tsx";

type Props = {
  code: string;
  /** What the code is, for people who hear the page: "Request", "curl". */
  label: string;
};

/** Code with a button that copies it. Long lines wrap: a box that scrolls hides its end on a phone. */
export function CodeBlock({ code, label }: Props) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-panel border border-line bg-sunken">
      <figcaption className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3 text-meta text-ink-2">
        {label}
        <CopyButton text={code} />
      </figcaption>
      <pre className="p-3 font-mono text-table break-words whitespace-pre-wrap">{code}</pre>
    </figure>
  );
}

export type Tone = "ok" | "warn" | "bad" | "pending" | "partial" | "off" | "info";

/** A state as shape, colour and word, so that none of the three has to be seen. */
export function Status({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom whitespace-nowrap text-table">
      <span className={toneColour[tone]}>
        <Glyph tone={tone} />
      </span>
      {children}
    </span>
  );
}

const toneColour: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  pending: "text-ink-3",
  partial: "text-info",
  off: "text-ink-3",
  info: "text-info",
};

/** The shape alone, in the current colour. */
export function Glyph({ tone }: { tone: Tone }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className="size-3 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
    >
      {shapes[tone]}
    </svg>
  );
}

const shapes: Record<Tone, React.ReactNode> = {
  ok: <circle cx="6" cy="6" r="4.25" fill="currentColor" />,
  warn: <path d="M6 1.5 11 10.5H1Z" fill="currentColor" strokeLinejoin="round" />,
  bad: <path d="m2 2 8 8M10 2l-8 8" strokeLinecap="round" strokeWidth="2.25" />,
  pending: <circle cx="6" cy="6" r="4.25" strokeDasharray="2.2 2.25" />,
  partial: (
    <>
      <circle cx="6" cy="6" r="4.25" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5Z" fill="currentColor" stroke="none" />
    </>
  ),
  off: <path d="M3.75 2v8M8.25 2v8" strokeLinecap="round" strokeWidth="2.25" />,
  info: <path d="M6 1.2 10.8 6 6 10.8 1.2 6Z" fill="currentColor" strokeLinejoin="round" />,
};

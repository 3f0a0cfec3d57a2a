/** A paragraph in which backticks mark code. */
export function Prose({ text }: { text: string }) {
  return (
    <p>
      <Marked text={text} />
    </p>
  );
}

/** Text in which backticks mark code. */
export function Marked({ text }: { text: string }) {
  const parts = text.split("`").map((part, index) => ({ part, isCode: index % 2 === 1, index }));
  return parts.map(({ part, isCode, index }) =>
    isCode ? (
      <code key={index} className="font-mono text-table">
        {part}
      </code>
    ) : (
      part
    ),
  );
}

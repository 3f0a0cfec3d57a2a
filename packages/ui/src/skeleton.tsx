/** Grey lines of the height that the rows will have. It appears after 150 ms, so quick answers don't flash. */
export function Skeleton({ lines, label = "Loading" }: { lines: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="appear-late flex flex-col gap-2 py-2">
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <div key={key} className="h-7 rounded-control bg-sunken" />
      ))}
    </div>
  );
}

/** Two doors and what passes through them. */
export function Mark() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="size-6 shrink-0 stroke-ink"
      fill="none"
      strokeWidth="2"
      strokeLinejoin="round"
    >
      <path d="M7.5 2.5v19M15.5 2.5v19" className="stroke-accent" strokeWidth="2.5" />
      <path d="M1 12h21m-4.5-4.5L22 12l-4.5 4.5" />
    </svg>
  );
}

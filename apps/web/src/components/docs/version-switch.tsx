"use client";

type Props = { names: readonly string[]; current: string };

/** The same page as another version has it, at the operation that is open. */
export function VersionSwitch({ names, current }: Props) {
  return (
    <nav aria-label="Version">
      <ul className="flex w-fit rounded-control border border-line-strong bg-panel text-table">
        {names.map((name) => (
          <li key={name} className="border-r border-line-strong last:border-0">
            <a
              href={`?version=${name}`}
              aria-current={name === current ? "page" : undefined}
              onClick={(event) => {
                event.currentTarget.href = `?version=${name}${window.location.hash}`;
              }}
              className="flex h-8 min-w-12 items-center justify-center px-3 font-mono hover:bg-accent-soft aria-[current]:bg-accent-soft aria-[current]:font-semibold"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

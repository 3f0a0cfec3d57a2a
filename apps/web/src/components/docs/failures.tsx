import Link from "next/link";
import type { Failure } from "../../reference/answers.ts";

/** Errors, each with its page. */
export function Failures({ failures }: { failures: readonly Failure[] }) {
  return (
    <ul className="grid grid-cols-[3rem_minmax(0,1fr)] text-table">
      {failures.map(({ status, code, title }) => (
        <li key={code} className="contents">
          <span className="border-t border-line py-1 font-mono text-meta">{status}</span>
          <span className="border-t border-line py-1 text-ink-2">
            <Link
              href={`/docs/errors/${code}`}
              prefetch={false}
              className="link font-mono text-meta"
            >
              {code}
            </Link>{" "}
            {title}
          </span>
        </li>
      ))}
    </ul>
  );
}

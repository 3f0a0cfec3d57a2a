import { errorCodes } from "@crossdock/core";
import Link from "next/link";

/** The errors that are an operation's own, each with its page. */
export function ErrorList({ codes }: { codes: readonly string[] }) {
  return (
    <div className="flex flex-col gap-2 text-table">
      {codes.length > 0 && (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6">
          {codes.map((code) => (
            <div key={code} className="contents">
              <dt className="border-t border-line py-1">
                <Link href={`/docs/errors/${code}`} className="link font-mono text-meta">
                  {code}
                </Link>
              </dt>
              <dd className="border-t border-line py-1 text-ink-2">{explain(code)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="text-ink-2">
        {codes.length > 0 ? "Beside these it" : "It"} may answer with the{" "}
        <Link href="/docs/errors" className="link">
          errors of every operation
        </Link>
        .
      </p>
    </div>
  );
}

function explain(code: string): string {
  const known = Object.entries(errorCodes).find(([name]) => name === code)?.[1];
  return known ? `${known.status} · ${known.title}` : "";
}

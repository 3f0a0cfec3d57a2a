import { errorCodes } from "@crossdock/core";
import Link from "next/link";

export const metadata = { title: "Errors" };

export default function ErrorsPage() {
  return (
    <article className="flex max-w-180 flex-col gap-6">
      <div className="flex flex-col gap-2">
        <h1 className="text-page">Errors</h1>
        <p className="text-ink-2">Every code that an answer can carry, on every transport.</p>
      </div>
      <table className="w-full text-table">
        <caption className="sr-only">Error codes</caption>
        <thead>
          <tr className="border-b border-line-strong text-left text-meta text-ink-2">
            <th scope="col" className="h-8 pr-4">
              Status
            </th>
            <th scope="col" className="pr-4">
              Code
            </th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(errorCodes).map(([code, { status, title }]) => (
            <tr key={code} className="border-b border-line align-top">
              <td className="py-2 pr-4">{status}</td>
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                <Link href={`/docs/errors/${code}`} className="link font-mono text-meta">
                  {code}
                </Link>
              </th>
              <td className="py-2">{title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

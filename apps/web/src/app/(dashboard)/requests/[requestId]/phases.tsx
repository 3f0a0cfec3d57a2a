import type { LogEntry } from "@crossdock/api/schemas";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { durationWords } from "../duration-words.ts";
import { partsOf } from "./phase-parts.ts";

/** Where a request's time went, as a strip and as a table. */
export function Phases({ entry }: { entry: LogEntry }) {
  const parts = partsOf(entry);
  const shown = Math.max(
    entry.durationMs,
    parts.reduce((sum, { ms }) => sum + ms, 0),
    0.001,
  );
  return (
    <DetailSection title="Where the time went">
      <div aria-hidden className="flex h-3 w-full gap-px overflow-hidden rounded-control bg-sunken">
        {parts.map(({ name, ms, look }) => (
          <div key={name} className={look} style={{ width: `${(ms / shown) * 100}%` }} />
        ))}
      </div>
      <table className="mt-2 w-full text-table">
        <caption className="sr-only">Phases of the request</caption>
        <tbody>
          {parts.map(({ name, ms, look }) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="h-7 text-left font-normal">
                <span aria-hidden className={`mr-2 inline-block size-2 ${look}`} />
                {name}
              </th>
              <td className="text-right">{durationWords(ms)}</td>
              <td className="w-16 text-right text-ink-2">{Math.round((ms / shown) * 100)} %</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="h-7 text-left">
              All of it
            </th>
            <td className="text-right">{durationWords(entry.durationMs)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </DetailSection>
  );
}

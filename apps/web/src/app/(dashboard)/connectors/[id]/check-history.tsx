import { Status, Time } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import type { Connector } from "./connector-detail.tsx";

/** What it said each time it was asked whether it works. */
export function CheckHistory({ checks }: Pick<Connector, "checks">) {
  return (
    <DetailSection title="Health">
      {checks.length === 0 && (
        <p className="text-table text-ink-2">
          Not tested yet. Once it is set up it is asked every hour whether it works.
        </p>
      )}
      <ol className="flex flex-col">
        {checks.slice(0, 8).map(({ ok, detail, at }) => (
          <li key={at} className="flex items-start gap-3 border-b border-line py-1.5 text-table">
            <span className="w-20 shrink-0">
              {ok ? <Status tone="ok">Works</Status> : <Status tone="bad">Fails</Status>}
            </span>
            <span className="min-w-0 flex-1 break-words">{detail}</span>
            <span className="shrink-0 text-ink-2">
              <Time at={at} />
            </span>
          </li>
        ))}
      </ol>
    </DetailSection>
  );
}

import { Notice, Time } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import type { Connector } from "./connector-detail.tsx";

/** What the third party announces for its API, and answers that are not as we know them. */
export function Warnings({ warnings }: { warnings: Connector["seenWarnings"] }) {
  if (warnings.length === 0) return null;
  return (
    <DetailSection title="Warnings">
      <ul className="flex flex-col gap-2">
        {warnings.map(({ kind, detail, call, lastAt }) => (
          <li key={`${kind} ${detail}`}>
            <Notice tone="warn">
              <p className="break-words">
                <span className="font-semibold">{titles[kind]}</span> {detail}
              </p>
              <p className="break-words text-meta text-ink-2">
                <span className="font-mono">{call}</span>, last <Time at={lastAt} />
              </p>
            </Notice>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

const titles: Record<Connector["seenWarnings"][number]["kind"], string> = {
  deprecation: "What we call is deprecated.",
  sunset: "What we call will go.",
  unknown_shape: "An answer was not as we know it.",
  certificate: "The certificate of its server ends soon.",
};

"use client";

import { Select, type SelectOption } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import type { Operation } from "./operation-detail.tsx";
import { useSetting } from "./use-setting.ts";

export type BodyPolicy = Operation["bodies"];

/** Whose bodies of the operation the log of requests keeps. */
export function BodiesSetting({
  operation,
  mayWrite,
}: {
  operation: Operation;
  mayWrite: boolean;
}) {
  const { id, bodies } = operation;
  const { setBodies, sayDone, showFailure } = useSetting(id);
  const save = async (policy: BodyPolicy) => {
    await setBodies(policy);
    sayDone(`The log keeps bodies of ${id}: ${labels[policy].toLowerCase()}`, () =>
      setBodies(bodies),
    );
  };
  return (
    <div id="bodies" className="scroll-mt-16">
      <DetailSection title="Bodies in the log">
        <div className="flex max-w-180 flex-col items-start gap-2">
          {mayWrite ? (
            <Select<BodyPolicy>
              aria-label="Bodies in the log"
              options={options}
              value={bodies}
              onChange={(policy) => void save(policy).catch(showFailure)}
            />
          ) : (
            <p>{labels[bodies]}</p>
          )}
          <p className="text-table text-ink-2">
            {keeps[bodies]} Secrets, and what is about persons, are masked before anything is kept.
          </p>
        </div>
      </DetailSection>
    </div>
  );
}

const labels: Record<BodyPolicy, string> = {
  sampled: "Of failures, and of 1 in 100 others",
  errors: "Of failures alone",
  none: "None",
};

const options: SelectOption<BodyPolicy>[] = (["sampled", "errors", "none"] as const).map(
  (value) => ({ value, label: labels[value] }),
);

const keeps: Record<BodyPolicy, string> = {
  sampled:
    "Headers and bodies of each request that failed are kept, and those of one in a hundred that went well, five a second at the most.",
  errors:
    "Headers and bodies of each request that failed are kept, and none of those that went well.",
  none: "No body is kept. Of each request that failed the headers are, and nothing of those that went well.",
};

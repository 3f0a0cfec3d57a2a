"use client";

import { Skeleton, Status, type Tone } from "@crossdock/ui";
import Link from "next/link";
import { Day } from "../../../components/day.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { words } from "../../../words.ts";
import { shareOf, shareWords } from "./models.ts";

type Version = Outputs["metrics"]["versions"]["data"][number];

type Props = {
  versions: Version[] | undefined;
  href(more: { version: string; principalId?: string }): string;
};

/** Which versions are called, and by whom those that end. */
export function VersionTable({ versions, href }: Props) {
  return (
    <DetailSection title="Versions of the API">
      {!versions && <Skeleton lines={3} />}
      {versions?.length === 0 && (
        <p className="text-table text-ink-2">The API was not called in this time.</p>
      )}
      <ul className="text-table">
        {versions?.map((version) => (
          <li key={version.id} className="border-t border-line py-2 last:border-b">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Link href={href({ version: version.id })} className="link font-semibold">
                {version.id}
              </Link>
              <Status tone={tones[version.state ?? "ended"]}>
                {words(version.state ?? "not served any more")}
              </Status>
              {version.sunset && (
                <span className="text-ink-2">
                  ends <Day at={version.sunset} />
                </span>
              )}
              <span className="ml-auto">
                {`${version.count.toLocaleString("en")} calls`}
                <span className="text-ink-2">
                  {version.errors > 0 &&
                    `, ${shareWords(shareOf(version.errors, version.count) ?? 0)} errors`}
                </span>
              </span>
            </div>
            {version.callerCount > 0 && <Callers version={version} href={href} />}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

const tones: Record<NonNullable<Version["state"]>, Tone> = {
  current: "ok",
  supported: "ok",
  deprecated: "warn",
  ended: "bad",
};

function Callers({ version, href }: { version: Version; href: Props["href"] }) {
  const shown = version.callers.slice(0, 5);
  const more = version.callerCount - shown.length;
  return (
    <p className="pt-1 text-meta text-ink-2">
      Still called by{" "}
      {shown.map(({ id, name, count }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link href={href({ version: version.id, principalId: id })} className="link">
            {name ?? id}
          </Link>{" "}
          {`(${count.toLocaleString("en")})`}
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

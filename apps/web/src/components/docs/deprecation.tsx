import type { VersionFacts } from "@crossdock/adapters";
import { Notice } from "@crossdock/ui";
import Link from "next/link";
import type { Standing } from "../../reference/standing.ts";
import { Day } from "../day.tsx";

type Props = { facts: VersionFacts; standing: Standing; newest: string };

/** From when on a version is deprecated, until when it is served, and where to go; nothing of others. */
export function Deprecation({ facts, standing, newest }: Props) {
  const { name, deprecated, sunset } = facts;
  if (deprecated === undefined) return null;
  const isAhead = standing === "supported";
  return (
    <Notice tone={isAhead ? "info" : "warn"}>
      {name} is deprecated {isAhead ? "from" : "since"} <Day at={deprecated} />
      {sunset !== undefined && (
        <>
          {" "}
          {isAhead && "on "}and ends on <Day at={sunset} />
        </>
      )}
      . Move to {newest}: the{" "}
      <Link href={`/docs/changelog#${newest}`} className="link">
        changelog
      </Link>{" "}
      says what is different, and each operation below leads to the same one in {newest}.
    </Notice>
  );
}

import type { VersionFacts } from "@crossdock/adapters";
import { Notice } from "@crossdock/ui";
import Link from "next/link";
import { Day } from "../day.tsx";

type Props = { facts: VersionFacts; newest: string };

/** Since when a version is deprecated, until when it is served, and where to go; nothing of a current one. */
export function Deprecation({ facts: { name, deprecated, sunset }, newest }: Props) {
  if (deprecated === undefined) return null;
  return (
    <Notice tone="warn">
      {name} is deprecated since <Day at={deprecated} />
      {sunset !== undefined && (
        <>
          {" "}
          and ends on <Day at={sunset} />
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

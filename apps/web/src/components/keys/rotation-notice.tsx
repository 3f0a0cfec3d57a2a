import { Notice, Time } from "@crossdock/ui";
import Link from "next/link";
import type { Outputs } from "../../trpc/server.tsx";
import { LastUse } from "./last-use.tsx";

type Detail = Outputs["keys"]["get"];

type Props = {
  apiKey: Detail;
  /** Below it each key has its page. */
  basePath: string;
};

/** Where a rotation stands: whether the old key is still in use, and until when it works. */
export function RotationNotice({ apiKey, basePath }: Props) {
  const { predecessor, successor } = apiKey;
  return (
    <>
      {predecessor && <Predecessor apiKey={apiKey} old={predecessor} basePath={basePath} />}
      {successor && (
        <Notice tone="info">
          <Link className="link" href={`${basePath}/${successor.id}`}>
            {successor.hint}
          </Link>{" "}
          has taken over from this key <Time at={successor.createdAt} />.{" "}
          {isStillUsed(apiKey, successor) ? (
            <>
              This one is still used: <LastUse apiKey={apiKey} />.
            </>
          ) : (
            "This one was not used since."
          )}
        </Notice>
      )}
    </>
  );
}

type PredecessorProps = Props & { old: NonNullable<Detail["predecessor"]> };

function Predecessor({ apiKey, old, basePath }: PredecessorProps) {
  if (old.state === "revoked" || old.state === "expired") return null;
  const link = (
    <Link className="link" href={`${basePath}/${old.id}`}>
      old key
    </Link>
  );
  const end = old.expiresAt && (
    <>
      {" "}
      It stops working on <Time at={old.expiresAt} full />.
    </>
  );
  return isStillUsed(old, apiKey) ? (
    <Notice tone="warn">
      The {link} is still used: <LastUse apiKey={old} />.{end}
    </Notice>
  ) : (
    <Notice tone="ok">
      The {link} was not used since this one took over.{end} You can revoke it now.
    </Notice>
  );
}

type Used = Pick<Detail, "lastUsedAt">;

function isStillUsed({ lastUsedAt }: Used, successor: Pick<Detail, "createdAt">): boolean {
  return lastUsedAt !== null && lastUsedAt > successor.createdAt;
}

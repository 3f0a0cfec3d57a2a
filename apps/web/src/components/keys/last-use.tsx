import { Time } from "@crossdock/ui";
import type { Key } from "./key-state.tsx";

type Props = { apiKey: Pick<Key, "lastUsedAt" | "lastUsedAddress" | "lastUsedAgent"> };

/** When, from where and by what program a key was used last. */
export function LastUse({ apiKey }: Props) {
  const { lastUsedAt, lastUsedAddress, lastUsedAgent } = apiKey;
  if (lastUsedAt === null) return "Never";
  return (
    <>
      <Time at={lastUsedAt} />
      {lastUsedAddress && (
        <>
          {" "}
          from <span className="font-mono text-meta">{lastUsedAddress}</span>
        </>
      )}
      {lastUsedAgent && (
        <>
          {" "}
          by <span className="font-mono text-meta break-words">{lastUsedAgent}</span>
        </>
      )}
    </>
  );
}

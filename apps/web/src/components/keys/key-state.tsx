import { Status, Time } from "@crossdock/ui";
import type { Outputs } from "../../trpc/server.tsx";

export type Key = Outputs["keys"]["list"]["data"][number];

/** Whether the key works, and if not for long, until when. */
export function KeyState({ apiKey }: { apiKey: Pick<Key, "state" | "expiresAt"> }) {
  const { state, expiresAt } = apiKey;
  if (state !== "expiring" || expiresAt === null) {
    return <Status tone={state === "active" ? "ok" : "off"}>{names[state]}</Status>;
  }
  return (
    <span className="inline-flex gap-1">
      <Status tone="warn">Ends</Status>
      <Time at={expiresAt} />
    </span>
  );
}

const names = { active: "Active", expiring: "Ends soon", expired: "Expired", revoked: "Revoked" };

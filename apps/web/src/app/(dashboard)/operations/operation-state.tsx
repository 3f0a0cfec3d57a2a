import type { Tone } from "@crossdock/ui";
import { Status } from "@crossdock/ui";
import type { Outputs } from "../../../trpc/server.tsx";

type Operation = Outputs["operations"]["list"]["data"][number];

/** Whether it can be called. */
export function OperationState({ operation }: { operation: Operation }) {
  const [tone, words] = looks[operation.state];
  const limit = operation.state === "limited" ? `${operation.limitPerMinute} a minute` : words;
  return <Status tone={tone}>{limit}</Status>;
}

const looks: Record<Operation["state"], [Tone, string]> = {
  on: ["ok", "On"],
  limited: ["partial", "Limited"],
  off: ["off", "Off"],
};

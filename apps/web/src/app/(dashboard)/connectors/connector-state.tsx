import type { Tone } from "@crossdock/ui";
import { Status } from "@crossdock/ui";
import type { Outputs } from "../../../trpc/server.tsx";

type Connector = Outputs["connectors"]["list"]["data"][number];

/** Whether it can be used. */
export function ConnectorState({ state }: Pick<Connector, "state">) {
  const [tone, words] = looks[state];
  return <Status tone={tone}>{words}</Status>;
}

const looks: Record<Connector["state"], [Tone, string]> = {
  configured: ["ok", "Set up"],
  problem: ["bad", "Problem"],
  off: ["off", "Off"],
  unconfigured: ["pending", "Not set up"],
};

import type { Connector } from "../contract.ts";
import { healthBy } from "../health.ts";
import type { PublishConnector } from "./publish.ts";

/**
 * A connector that publishes.
 * @param account asks the network whose account the settings are of
 */
export function socialConnector(
  { id, name }: Pick<Connector, "id" | "name">,
  publish: PublishConnector,
  account: () => Promise<string>,
): Connector {
  const check = () => healthBy(async () => `${name} knows you as ${await account()}.`);
  return { id, name, configured: true, publish, check };
}

/** How long the question whose account it is may take, in milliseconds. */
export const checkDeadlineMs = 10_000;

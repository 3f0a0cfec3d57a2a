import { ConnectorError } from "../connector-error.ts";
import type { Connector, Health } from "../contract.ts";
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
  return { id, name, configured: true, publish, check: () => healthOf(name, account) };
}

async function healthOf(name: string, account: () => Promise<string>): Promise<Health> {
  try {
    return { ok: true, detail: `${name} knows you as ${await account()}.` };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ok: false, detail: error.message };
  }
}

/** How long the question whose account it is may take, in milliseconds. */
export const checkDeadlineMs = 10_000;

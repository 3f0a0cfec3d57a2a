import { ConnectorError } from "./connector-error.ts";

/**
 * The key, where it is one of ours: no storage is asked for another, so that a key can neither climb
 * out of a folder nor be read in two ways on its way.
 * @throws ConnectorError
 */
export function checkedKey(connector: string, key: string): string {
  if (pattern.test(key) && key.length <= 200) return key;
  throw new ConnectorError(connector, "invalid_request", `${JSON.stringify(key)} is no key.`);
}

const pattern = /^[a-z0-9_-][a-z0-9_.-]*(\/[a-z0-9_-][a-z0-9_.-]*)*$/;

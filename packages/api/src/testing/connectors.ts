import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connectors, type ConnectorsOptions, createConnectors } from "@crossdock/connectors";
import { createHttpClient } from "@crossdock/http";

export const testSecret = "a secret for tests, at least thirty-two characters long";

/** Where files of this process are kept until it ends. */
const dataDir = join(tmpdir(), `crossdock-test-${process.pid}`);
process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));

/** Connectors as these environment variables set them up, which reach this machine. */
export function connectorsWith(
  { DATA_DIR = dataDir, ...variables }: Record<string, string> = {},
  more: Partial<ConnectorsOptions> = {},
): Connectors {
  const now = () => new Date();
  return createConnectors({
    http: createHttpClient({ allowLoopback: true, now }),
    ...{ variables: { DATA_DIR, ...variables }, now, testSecret, appUrl: "http://localhost:3000" },
    ...more,
  });
}

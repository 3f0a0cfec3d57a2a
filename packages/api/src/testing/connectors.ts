import { type Connectors, type ConnectorsOptions, createConnectors } from "@crossdock/connectors";
import { createHttpClient } from "@crossdock/http";

export const testSecret = "a secret for tests, at least thirty-two characters long";

/** Connectors as these environment variables set them up, which reach this machine. */
export function connectorsWith(
  variables: Record<string, string> = {},
  more: Partial<ConnectorsOptions> = {},
): Connectors {
  const now = () => new Date();
  return createConnectors({
    http: createHttpClient({ allowLoopback: true, now }),
    ...{ variables, now, testSecret, appUrl: "http://localhost:3000" },
    ...more,
  });
}

import { definitions } from "@crossdock/connectors";
import type { OutboundCall } from "@crossdock/http";
import type { Sample } from "@crossdock/telemetry";
import type { Verdicts } from "@crossdock/webhooks";

/** Counts since the start of what no table knows by process; a few additions a call, and no more. */
export type Meters = {
  outbound(call: OutboundCall): void;
  /** The same verdicts, counted. */
  webhooks(verdicts: Verdicts): Verdicts;
  read(): { outbound: Sample[]; webhooks: Sample[] };
};

export function createMeters(): Meters {
  const outbound = createTally("connector", "outcome");
  const webhooks = createTally("connector", "verdict");
  return {
    outbound: ({ connector, status, error }) =>
      outbound.add(nameOf(connector), error ?? `${Math.floor((status ?? 0) / 100)}xx`),
    webhooks: (verdicts) => ({
      accept(connector, verdict) {
        webhooks.add(nameOf(connector), verdict);
        verdicts.accept(connector, verdict);
      },
      reject(rejection) {
        webhooks.add(nameOf(rejection.connector), rejection.reason);
        verdicts.reject(rejection);
      },
      close: verdicts.close,
    }),
    read: () => ({ outbound: outbound.samples(), webhooks: webhooks.samples() }),
  };
}

export const connectorIds: readonly string[] = definitions.map(({ id }) => id);
const connectors = new Set(connectorIds);

// What stands in an address is anybody's choice: each would be a series for ever.
function nameOf(connector: string | null): string {
  if (connector === null || connector === "") return "none";
  return connectors.has(connector) ? connector : "source";
}

function createTally(first: string, second: string) {
  const counts = new Map<string, Map<string, number>>();
  return {
    add(one: string, other: string): void {
      const inner = counts.get(one) ?? new Map<string, number>();
      counts.set(one, inner);
      inner.set(other, (inner.get(other) ?? 0) + 1);
    },
    samples: (): Sample[] =>
      [...counts].flatMap(([one, inner]) =>
        [...inner].map(([other, value]) => ({ labels: { [first]: one, [second]: other }, value })),
      ),
  };
}

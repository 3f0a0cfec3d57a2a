import type {
  Distribution,
  Family,
  RecorderStats,
  Sample,
  Sum,
  SumKey,
} from "@crossdock/telemetry";

type Summed = readonly [SumKey, Sum];

/**
 * What the sums of the request log know, so that a request is counted once. Labels are names of the
 * registry, transports and classes of status: what a caller invents is `-`.
 */
export function requestFamilies(
  cumulative: () => readonly Summed[],
  stats: () => RecorderStats,
): Family[] {
  const inbound = () => cumulative().filter(([{ transport }]) => transport !== "outbound");
  const outbound = () => cumulative().filter(([{ transport }]) => transport === "outbound");
  return [
    {
      name: "http_requests_total",
      help: "Requests that were answered; 4xx also where the caller did not wait.",
      kind: "counter",
      labels: ["transport", "operation", "version", "status"],
      read: () => inbound().map(toSample),
    },
    {
      name: "http_request_duration_seconds",
      help: "How long they took.",
      kind: "histogram",
      bounds,
      read: () => added(inbound(), ({ transport, operation }) => ({ transport, operation })),
    },
    {
      name: "outbound_call_duration_seconds",
      help: "How long the calls of connectors took.",
      kind: "histogram",
      bounds,
      read: () => added(outbound(), ({ operation }) => ({ connector: operation })),
    },
    {
      name: "recorder_records_total",
      help: "Records of the request log; those that were dropped found no room.",
      kind: "counter",
      labels: ["outcome"],
      read() {
        const { recorded, dropped } = stats();
        return [
          { labels: { outcome: "recorded" }, value: recorded },
          { labels: { outcome: "dropped" }, value: dropped },
        ];
      },
    },
    {
      name: "recorder_waiting",
      help: "Records that wait to be written.",
      kind: "gauge",
      read: () => [{ value: stats().waiting }],
    },
  ];
}

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function toSample([{ transport, operation, version, statusClass }, { count }]: Summed): Sample {
  const labels = { transport, operation, version, status: `${statusClass}xx` };
  return { labels, value: count };
}

/** Sums that have the same labels are one. */
function added(
  sums: readonly Summed[],
  labelsOf: (key: SumKey) => Record<string, string>,
): Distribution[] {
  const found = new Map<string, Distribution & { histogram: Map<number, number> }>();
  for (const [key, { count, durationUs, histogram }] of sums) {
    const labels = labelsOf(key);
    const name = Object.values(labels).join(" ");
    const one = found.get(name) ?? { labels, count: 0, durationUs: 0, histogram: new Map() };
    found.set(name, one);
    one.count += count;
    one.durationUs += durationUs;
    for (const [bucket, times] of histogram)
      one.histogram.set(bucket, (one.histogram.get(bucket) ?? 0) + times);
  }
  return [...found.values()];
}

import { expect, test } from "vitest";
import { bucketOf } from "./histogram.ts";
import { createMetrics, type Family } from "./metrics.ts";

const durations = [900, 4_000, 40_000, 70_000_000];
const histogram = new Map(durations.map((duration) => [bucketOf(duration), 1]));
const distribution: Family = {
  ...{ name: "call_duration_seconds", help: "How long.", kind: "histogram", bounds: [0.005, 1] },
  read: () => [{ labels: { who: 'a"b\\c\n' }, count: 4, durationUs: 70_044_900, histogram }],
};

test("durations that were counted elsewhere are shown as a histogram in seconds", async () => {
  const metrics = createMetrics([distribution]);
  expect(await metrics.text()).toContain(
    [
      "# HELP call_duration_seconds How long.",
      "# TYPE call_duration_seconds histogram",
      String.raw`call_duration_seconds_bucket{who="a\"b\\c\n",le="0.005"} 2`,
      String.raw`call_duration_seconds_bucket{who="a\"b\\c\n",le="1"} 3`,
      String.raw`call_duration_seconds_bucket{who="a\"b\\c\n",le="+Inf"} 4`,
      String.raw`call_duration_seconds_sum{who="a\"b\\c\n"} 70.0449`,
      String.raw`call_duration_seconds_count{who="a\"b\\c\n"} 4`,
      "",
    ].join("\n"),
  );
  metrics.close();
});

test("a family is read at each look, and what is gone is gone", async () => {
  let value = 1;
  const metrics = createMetrics([
    { name: "jobs_done_total", help: "Jobs.", kind: "counter", read: () => [{ value }] },
    {
      ...{ name: "queue", help: "Queue.", kind: "gauge", labels: ["name"] },
      read: async () => (value === 1 ? [{ labels: { name: "a" }, value }] : []),
    },
  ]);
  expect(await metrics.text()).toContain('queue{name="a"} 1');
  value = 5;
  const text = await metrics.text();
  expect(text).toContain("\njobs_done_total 5\n");
  expect(text).not.toContain('name="a"');
  const read = await metrics.read();
  expect(read.find(({ name }) => name === "jobs_done_total")?.values).toEqual([
    expect.objectContaining({ value: 5 }),
  ]);
  metrics.close();
});

import { expect, test } from "vitest";
import { bucketOf } from "../histogram.ts";
import { seeded } from "../testing/seeded.ts";
import { judgeAbove, judgeRate } from "./judge.ts";
import { type Readings, simulate } from "./simulation.ts";
import { minuteMs, type Traffic } from "./traffic.ts";

/** What goes wrong in a minute of an incident. */
type Trouble = {
  volume?: number;
  slowness?: number;
  faultShare?: number;
  errorShareOf?: { client: string; share: number };
};

/** A shop by its busiest hour, in requests a minute; its clients have a share of that each. */
function shopOf(perMinute: number, seed: number) {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let [count, product] = [0, random()];
    for (const limit = Math.exp(-mean); product > limit; count += 1) product *= random();
    return count;
  };
  const clients = new Map([
    ["key_warehouse", 0.5],
    ["key_marketplace", 0.35],
    ["key_erp", 0.15],
  ]);
  // What drifts over tens of minutes, and the nights on which next to nothing comes for a while.
  let drift = 0;
  let lullUntil = 0;

  return (minute: number, trouble: Trouble = {}): Map<string, Traffic> => {
    const at = new Date(minute * minuteMs);
    const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
    const isNight = hour < 5;
    drift = 0.97 * drift + 0.025 * normal();
    if (isNight && minute > lullUntil && random() < 1 / 300) lullUntil = minute + 25;
    const day = 0.08 + 0.92 * Math.exp(-(((hour - 13.5) / 4.2) ** 2));
    const week = [0.45, 1, 1.05, 1, 0.95, 0.9, 0.55][at.getUTCDay()] ?? 1;
    const lull = minute < lullUntil ? 0.1 : 1;
    const rate = perMinute * day * week * lull * Math.exp(drift) * (trouble.volume ?? 1);
    return new Map(
      [...clients].map(([client, share]) => {
        const count = poisson(rate * share);
        const failing = trouble.errorShareOf?.client === client ? trouble.errorShareOf.share : 0.04;
        const traffic = { count, errors: 0, faults: 0, histogram: new Map<number, number>() };
        for (let index = 0; index < count; index += 1) {
          const fault = random() < (trouble.faultShare ?? 0.002);
          if (fault) traffic.faults += 1;
          if (fault || random() < failing) traffic.errors += 1;
          const slow = random() < 0.01 ? 20 : 1;
          const took = Math.exp(Math.log(9000) + 0.8 * normal()) * slow * (trouble.slowness ?? 1);
          const bucket = bucketOf(took);
          traffic.histogram.set(bucket, (traffic.histogram.get(bucket) ?? 0) + 1);
        }
        return [client, traffic];
      }),
    );
  };
}

const days = 30;
const begin = Date.UTC(2026, 2, 2) / minuteMs;
const quiet: Readings = {
  webhooks: new Map([["stripe", judgeRate({ failures: 1, total: 40 }, 20, 3)]]),
  queue: new Map([["deliver-mail", judgeAbove(0.2, 3)]]),
};

function passDays(perMinute: number, seed: number) {
  const simulation = simulate(begin);
  const trafficOf = shopOf(perMinute, seed);
  for (let minute = 0; minute < days * 1440; minute += 1)
    simulation.pass(trafficOf(begin + minute), quiet);
  return { simulation, trafficOf };
}

test.each([
  ["a small shop, two requests a minute", 2],
  ["a shop with forty requests a minute", 40],
])(
  "over 30 quiet days %s rings at most twice",
  (name, perMinute) => {
    const { simulation } = passDays(perMinute, 11);
    console.log(`false alarms in ${days} quiet days, ${name}: ${simulation.fired.length}`);
    for (const { preset, subject, minute } of simulation.fired)
      console.log(`  ${preset} ${subject} on day ${Math.floor(minute / 1440) + 1}`);
    expect(simulation.fired.length).toBeLessThanOrEqual(2);
  },
  60_000,
);

type Incident = {
  name: string;
  preset: string;
  mostMinutes: number;
  trouble?: Trouble;
  readings?: (minute: number) => Readings;
};

const incidents: Incident[] = [
  {
    name: "every fourth request fails",
    preset: "faults",
    mostMinutes: 5,
    trouble: { faultShare: 0.25 },
  },
  { name: "the database is slow", preset: "latency", mostMinutes: 5, trouble: { slowness: 120 } },
  { name: "traffic stops", preset: "traffic-stopped", mostMinutes: 15, trouble: { volume: 0 } },
  {
    name: "five times the traffic",
    preset: "traffic-unusual",
    mostMinutes: 5,
    trouble: { volume: 5 },
  },
  {
    ...{ name: "one client's requests fail", preset: "client-errors", mostMinutes: 5 },
    trouble: { errorShareOf: { client: "key_erp", share: 0.9 } },
  },
  {
    ...{ name: "the queue is stuck", preset: "queue", mostMinutes: 5 },
    readings: (minute) => ({ queue: new Map([["deliver-mail", judgeAbove(minute, 3)]]) }),
  },
  {
    ...{ name: "a source's webhooks fail, two a minute", preset: "webhooks", mostMinutes: 5 },
    readings: (minute) => {
      const [failures, before] = [2 * minute, Math.max(0, 20 - 2 * minute)];
      const reading = judgeRate({ failures, total: failures + before }, 20, 3);
      return { webhooks: new Map([["stripe", reading]]) };
    },
  },
];

test("incidents are noticed within minutes, by the rule that names them", () => {
  const { simulation: quietly, trafficOf } = passDays(40, 5);
  // The 31st day, a Wednesday, until two o'clock.
  const start = days * 1440 + 14 * 60;
  for (let minute = days * 1440; minute < start; minute += 1)
    quietly.pass(trafficOf(begin + minute), quiet);
  const lines = incidents.map(({ name, preset, mostMinutes, trouble, readings }) => {
    const simulation = quietly.fork();
    for (let minute = 1; minute <= 30; minute += 1) {
      const traffic = trafficOf(begin + start + minute - 1, trouble);
      simulation.pass(traffic, { ...quiet, ...readings?.(minute) });
    }
    const found = simulation.fired.find((one) => one.preset === preset && one.minute >= start);
    const took = found ? found.minute - start : Number.POSITIVE_INFINITY;
    expect(took, name).toBeLessThanOrEqual(mostMinutes);
    return `  ${name.padEnd(40)} ${preset.padEnd(16)} ${took} min (at most ${mostMinutes})`;
  });
  console.log(["time until the team is told:", ...lines].join("\n"));
}, 60_000);

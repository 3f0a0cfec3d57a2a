import { type Baseline, hourOfWeek, learn } from "./baseline.ts";
import { judgeTraffic } from "./evaluate.ts";
import { type Preset, presets } from "./presets.ts";
import type { Reading } from "./rule.ts";
import { settle } from "./settle.ts";
import { latelyMs, type OpenAlert } from "./state.ts";
import { minuteMs, type Traffic, windowOf } from "./traffic.ts";

/** What the rules see besides requests, at a minute. */
export type Readings = Partial<Record<"webhooks" | "queue", ReadonlyMap<string, Reading>>>;

/** A shop whose clients are watched by the default rules, on a clock of its own. */
export type Simulation = {
  /** Lets a minute pass in which each client sent this, and then judges all rules. */
  pass(clients: ReadonlyMap<string, Traffic>, readings?: Readings): void;
  /** What fired so far: which rule about what, and when, in minutes of the simulation. */
  fired: Firing[];
  /** Another that goes on from here by itself. */
  fork(): Simulation;
};

type Firing = { preset: string; subject: string; minute: number };

type State = {
  minute: number;
  inHour: number;
  series: Map<string, Map<number, Traffic>>;
  baselines: Map<number, Baseline>;
  open: Map<string, Map<string, OpenAlert>>;
  fired: Firing[];
};

export function simulate(firstMinute: number): Simulation {
  const [series, baselines, open] = [new Map(), new Map(), new Map()];
  return goOn(firstMinute, { minute: firstMinute, inHour: 0, series, baselines, open, fired: [] });
}

function goOn(firstMinute: number, state: State): Simulation {
  const { series, baselines, open, fired } = state;
  const watchingSince = new Date(firstMinute * minuteMs);

  function readingsOf(rule: Preset, now: Date, more: Readings): ReadonlyMap<string, Reading> {
    if (rule.preset === "webhooks" || rule.preset === "queue")
      return more[rule.preset] ?? new Map();
    const subjects = rule.principalId === "*" ? [...series.keys()].filter(Boolean) : [""];
    return new Map(
      subjects.flatMap((subject) => {
        const watched = { series: series.get(subject) ?? new Map(), baselines, watchingSince };
        const reading = judgeTraffic(rule, watched, now);
        return reading ? [[subject, reading]] : [];
      }),
    );
  }

  function judge(rule: Preset, now: Date, more: Readings): void {
    const before = open.get(rule.preset) ?? new Map<string, OpenAlert>();
    const after = new Map<string, OpenAlert>();
    const firedLately = (about: string) =>
      fired.filter(
        ({ preset, subject, minute }) =>
          preset === rule.preset &&
          subject === about &&
          (state.minute - firstMinute - minute) * minuteMs < latelyMs,
      ).length - (before.get(about)?.state === "firing" ? 1 : 0);
    const timing = (subject: string) => ({
      ...{ now, forMinutes: rule.forMinutes, watchingSince },
      firedLately: firedLately(subject),
    });
    for (const { subject, current, next } of settle(readingsOf(rule, now, more), before, timing)) {
      if (next?.state !== "pending" && next?.state !== "firing") continue;
      after.set(subject, next);
      if (next.state === "firing" && current?.state !== "firing")
        fired.push({ preset: rule.preset, subject, minute: state.minute - firstMinute });
    }
    open.set(rule.preset, after);
  }

  return {
    fired,
    fork: () => goOn(firstMinute, structuredClone(state)),
    pass(clients, more = {}) {
      for (const [client, traffic] of clients) keep(series, client, state.minute, traffic);
      const all = summed([...clients.values()]);
      keep(series, "", state.minute, all);
      state.inHour += all.count;
      state.minute += 1;
      // As the clock does it: some seconds after the minute is over.
      const now = new Date(state.minute * minuteMs + 5000);
      if (state.minute % 60 === 0) {
        const hour = hourOfWeek(new Date((state.minute - 60) * minuteMs));
        baselines.set(hour, learn(baselines.get(hour), state.inHour));
        state.inHour = 0;
      }
      for (const rule of presets) judge(rule, now, more);
    },
  };
}

// Longer than any window of the default rules.
const minutesKept = 150;

function keep(
  series: Map<string, Map<number, Traffic>>,
  client: string,
  minute: number,
  traffic: Traffic,
): void {
  const own = series.get(client) ?? new Map<number, Traffic>();
  own.set(minute, traffic);
  own.delete(minute - minutesKept);
  series.set(client, own);
}

function summed(all: readonly Traffic[]): Traffic {
  return windowOf(new Map(all.map((one, index) => [index, one])), all.length, all.length);
}

import { expect, test } from "vitest";
import type { Verdict } from "./rule.ts";
import { advance, type NextAlert, type OpenAlert } from "./state.ts";
import { minuteMs } from "./traffic.ts";

const start = new Date("2026-03-02T10:00:00Z");
const at = (minute: number) => new Date(start.getTime() + minute * minuteMs);

type Options = { forMinutes?: number; firedLately?: number; watchingSince?: Date };

/** The state after each minute: `b` broken, `-` between, `c` calm. */
function states(verdicts: string, options: Options = {}): string[] {
  const { forMinutes = 2, firedLately = 0, watchingSince = at(-999) } = options;
  let open: OpenAlert | null = null;
  return [...verdicts].map((letter, minute) => {
    const verdict: Verdict = letter === "b" ? "broken" : letter === "c" ? "calm" : "between";
    const timing = { now: at(minute), forMinutes, firedLately, watchingSince };
    const next: NextAlert = advance(open, verdict, timing);
    open = next?.state === "pending" || next?.state === "firing" ? next : null;
    return next?.state ?? "none";
  });
}

test("broken for long enough it fires; calm for five minutes it is over", () => {
  expect(states("cbbbcccccc")).toEqual([
    ...["none", "pending", "pending", "firing"],
    ...["firing", "firing", "firing", "firing", "firing", "resolved"],
  ]);
  expect(states("b", { forMinutes: 0 })).toEqual(["firing"]);
});

test("a blip comes to nothing", () => {
  expect(states("bbc")).toEqual(["pending", "pending", "dropped"]);
});

test("between broken and calm nothing begins, fires or ends", () => {
  expect(states("---")).toEqual(["none", "none", "none"]);
  expect(states("b---b")).toEqual(["pending", "pending", "pending", "pending", "firing"]);
  const last = states("bbb-ccccc-ccccc").at(-1);
  expect(last, "the calm was broken off").toBe("firing");
});

test("what flaps stays one alert", () => {
  const flapping = states("bbb".concat("cccb".repeat(20)));
  expect(new Set(flapping.slice(2))).toEqual(new Set(["firing"]));
  const afterThree = states(`bbb${"c".repeat(45)}`, { firedLately: 3 });
  expect(afterThree.indexOf("resolved")).toBe(3 + 40);
  const afterMany = states(`bbb${"c".repeat(70)}`, { firedLately: 30 });
  expect(afterMany.indexOf("resolved"), "an hour at the most").toBe(3 + 60);
});

test("what was pending before a break in judging is pending anew", () => {
  const pendingAt = at(-600);
  const before: OpenAlert = { state: "pending", pendingAt, firedAt: null, calmSince: null };
  const timing = { now: at(0), forMinutes: 2, firedLately: 0, watchingSince: at(0) };
  expect(advance(before, "broken", timing)).toMatchObject({ state: "pending", pendingAt: at(0) });
});

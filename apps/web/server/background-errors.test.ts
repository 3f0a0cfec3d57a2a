import { fixedClock } from "@crossdock/core";
import { expect, test } from "vitest";
import { createBackgroundErrors } from "./background-errors.ts";
import { createLog } from "./log.ts";

type Line = { msg: string; failures?: number };

test("while the database is away one line in ten seconds says so, and all else is said at once", () => {
  const lines: Line[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(JSON.parse(line)) });
  const start = new Date("2026-11-01T12:00:00Z");
  const clock = fixedClock(start);
  const onError = createBackgroundErrors(log, clock);
  const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
  for (let second = 0; second < 25; second += 1) {
    clock.set(new Date(start.getTime() + second * 1000));
    onError(refused);
    if (second === 5) onError(new Error("a defect"));
  }
  expect(lines.map(({ msg, failures }) => [msg, failures])).toEqual([
    ["refused", 1],
    ["a defect", undefined],
    ["refused", 10],
    ["refused", 10],
  ]);
});

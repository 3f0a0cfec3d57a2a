export { bucketOf, type Histogram } from "../histogram.ts";
export { packHistogram, unpackHistogram } from "../packed-histogram.ts";
export {
  type Baseline,
  type Baselines,
  hourOfWeek,
  learn,
} from "./baseline.ts";
export { judgeTraffic, minutesNeeded, type Watched } from "./evaluate.ts";
export { judgeAbove, judgeExpiry, judgeRate } from "./judge.ts";
export { type Preset, presets } from "./presets.ts";
export type { AlertKind, Reading, WatchedRule } from "./rule.ts";
export { type Step, settle } from "./settle.ts";
export { type AlertTiming, latelyMs, type OpenAlert } from "./state.ts";
export { minuteMs, minuteOf, type Series, type Traffic } from "./traffic.ts";

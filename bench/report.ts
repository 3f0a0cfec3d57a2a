import type { Figures, Result } from "./rounds.ts";
import type { Scenario } from "./scenario.ts";

/** Prints what was measured; false where the target is missed. */
export function printScenario(
  { title, connections, target }: Scenario,
  result: Result,
  names: [string, string],
): boolean {
  const reached = result.ratio >= target;
  console.log(`${title}, ${connections} connections`);
  console.log(line("", ["requests/s", "p50 ms", "p99 ms", "CPU µs/request"]));
  console.log(line(names[0], cells(result.ours)));
  console.log(line(names[1], cells(result.floor)));
  const verdict = reached ? "reached" : "MISSED";
  console.log(`ratio ${result.ratio.toFixed(2)}, target ${target.toFixed(2)}: ${verdict}\n`);
  return reached;
}

function cells({ requestsPerSecond, p50Ms, p99Ms, cpuMicros }: Figures): string[] {
  const rate = Math.round(requestsPerSecond).toLocaleString("en");
  return [rate, String(p50Ms), String(p99Ms), cpuMicros === null ? "-" : cpuMicros.toFixed(0)];
}

function line(name: string, values: string[]): string {
  return `  ${name.padEnd(14)}${values.map((value) => value.padStart(16)).join("")}`;
}

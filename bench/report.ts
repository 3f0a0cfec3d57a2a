import type { Figures } from "./load.ts";
import type { Ratio, Result } from "./rounds.ts";

/** What was measured of each server; a column that none of them fills is left out. */
export function printTable(title: string, names: string[], { figures }: Result): void {
  const filled = columns.filter(({ name }) => figures.some((side) => side[name] !== null));
  console.log(title);
  console.log(
    line(
      "",
      filled.map(({ head }) => head),
    ),
  );
  for (const [side, name] of names.entries()) {
    const values = figures[side];
    if (values === undefined) continue;
    console.log(
      line(
        name,
        filled.map((column) => cell(values[column.name], column.digits)),
      ),
    );
  }
}

const columns: { name: keyof Figures; head: string; digits: number }[] = [
  { name: "requestsPerSecond", head: "requests/s", digits: 0 },
  { name: "p50Ms", head: "p50 ms", digits: 2 },
  { name: "p99Ms", head: "p99 ms", digits: 2 },
  { name: "cpuMicros", head: "CPU µs/request", digits: 0 },
  { name: "allocatedBytes", head: "bytes/request", digits: 0 },
];

/** Prints how a ratio stands to its target; false where it is missed. */
export function printVerdict(what: string, { byRate, byCpu }: Ratio, target: number): boolean {
  const reached = Math.min(byRate, byCpu ?? byRate) >= target;
  const cpu = byCpu === null ? "" : `, ${byCpu.toFixed(2)} by processor time`;
  const verdict = reached ? "reached" : "MISSED";
  console.log(`${what}: ${byRate.toFixed(2)}${cpu}, target ${target.toFixed(2)}: ${verdict}`);
  return reached;
}

function cell(value: number | null, digits: number): string {
  if (value === null) return "-";
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function line(name: string, values: string[]): string {
  return `  ${name.padEnd(28)}${values.map((value) => value.padStart(16)).join("")}`;
}

import type { LogReplay } from "./schema.ts";

type Difference = LogReplay["differences"][number];

/** How two JSON texts differ, member by member; texts that are no JSON as a whole. */
export function differencesOf(before: string | null, after: string | null): Difference[] {
  const [old, now] = [parsed(before), parsed(after)];
  const found: Difference[] = [];
  compare("", old, now, found);
  return found;
}

const differencesMax = 100;

function compare(pointer: string, before: unknown, after: unknown, found: Difference[]): void {
  if (found.length >= differencesMax || Object.is(before, after)) return;
  if (!isParent(before) || !isParent(after) || Array.isArray(before) !== Array.isArray(after)) {
    found.push({ member: `body${pointer}`, before: shown(before), after: shown(after) });
    return;
  }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
    compare(`${pointer}/${escaped}`, before[name], after[name], found);
  }
}

function isParent(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, 500);
}

function parsed(text: string | null): unknown {
  if (text === null || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

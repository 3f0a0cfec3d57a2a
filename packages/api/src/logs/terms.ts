import type { LogFilter } from "./schema.ts";

/**
 * What a filter asks for as terms of the log's one index, in the words of `tsquery`; null where it asks
 * for nothing that is in it. It finds too much, never too little: the conditions themselves decide.
 */
export function termsOf(filter: LogFilter, partnerId: string | null): string | null {
  const terms = [
    ...exact.flatMap(([member, prefix]) => {
      const value = filter[member];
      return value === undefined ? [] : [quoted(`${prefix}:${value}`)];
    }),
    ...(partnerId === null ? [] : [quoted(`n:${partnerId}`)]),
    ...statusTerm(filter.status),
    ...durationTerm(filter.minDurationMs),
    ...wordsOf(filter.q ?? ""),
  ];
  return terms.length === 0 ? null : terms.join(" & ");
}

const exact = [
  ["transport", "t"],
  ["operation", "o"],
  ["version", "v"],
  ["principalId", "p"],
  ["partnerId", "n"],
  ["method", "m"],
  ["errorCode", "e"],
  ["ip", "i"],
] as const;

function statusTerm(status: string | undefined): string[] {
  if (status === undefined) return [];
  return [quoted(status.endsWith("xx") ? `c:${status[0]}` : `s:${status}`)];
}

function durationTerm(minMs: number | undefined): string[] {
  const step = durationSteps.findLast((ms) => ms <= (minMs ?? 0));
  return step === undefined ? [] : [quoted(`d:${step}`)];
}

/** The parts of a text between signs, each the beginning of a word. The signs are those of `request_log_terms`. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[/_\-.:~%+@,;=&!$()*'" ]+/);
  return words.filter((word) => word !== "").map((word) => `${quoted(word)}:*`);
}

// In quotes, so that nothing in it is an operator of tsquery.
function quoted(term: string): string {
  return `'${term.replace(/[\\']/g, "\\$&")}'`;
}

const durationSteps = [100, 250, 500, 1000, 2500, 5000, 10_000];

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

/**
 * The parts of a text between signs, which are those of `request_log_terms`. The last is the beginning of a
 * word, unless a sign follows; all others are whole. So of an id its own part is looked up, and `ord` is not
 * taken for the beginning of `orders`, which nearly every row has.
 */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[/_\-.:~%+@,;=&!$()*'" ]+/);
  return words.flatMap((word, index) => {
    if (word === "") return [];
    return index < words.length - 1 ? [quoted(word)] : [`${quoted(word)}:*`];
  });
}

// In quotes, so that nothing in it is an operator of tsquery.
function quoted(term: string): string {
  return `'${term.replace(/[\\']/g, "\\$&")}'`;
}

const durationSteps = [100, 250, 500, 1000, 2500, 5000, 10_000];

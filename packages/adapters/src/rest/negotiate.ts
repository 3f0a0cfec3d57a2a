import { RestError } from "../errors.ts";

const offered = "application/json";

/**
 * Whether the `Accept` header (RFC 9110 §12.5.1) takes JSON; a missing one takes anything.
 * @throws RestError `not_acceptable`, listing what there is
 */
export function checkAccept(accept: string | undefined): void {
  if (accept === undefined || accept === "*/*" || accept === offered) return;
  if (quality(accept) > 0) return;
  throw new RestError("not_acceptable", {
    detail: `The answer is ${offered}.`,
    data: { available: [offered] },
  });
}

/** The most specific range decides, whatever its place in the list. */
function quality(accept: string): number {
  const ranges = accept.toLowerCase().split(",").map(parseRange);
  for (const type of [offered, "application/*", "*/*"]) {
    const range = ranges.find((candidate) => candidate.type === type);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

function parseRange(range: string): { type: string; quality: number } {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  return { type, quality: weight === undefined ? 1 : Number(weight.slice(2)) };
}

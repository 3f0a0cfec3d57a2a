import { RestError } from "../errors.ts";

/** The formats of an answer. */
export type Media = "json" | "xml";

export const contentTypes: Record<Media, string> = {
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
};

export const problemTypes: Record<Media, string> = {
  json: "application/problem+json",
  xml: "application/problem+xml",
};

/** What names each format in `Accept`: its own type, then others that ask for it as clearly. */
const offered: [Media, string, string[]][] = [
  ["json", "application/json", ["application/problem+json"]],
  ["xml", "application/xml", ["text/xml", "application/problem+xml"]],
];

/**
 * The format that the `Accept` header (RFC 9110 §12.5.1) likes best, JSON where it likes both alike; a
 * missing header takes anything.
 * @throws RestError `not_acceptable`, listing what there is
 */
export function negotiate(accept: string | undefined): Media {
  const media = preferred(accept);
  if (media !== undefined) return media;
  const available = offered.map(([, type]) => type);
  throw new RestError("not_acceptable", {
    detail: `The answer is ${available.join(" or ")}.`,
    data: { available },
  });
}

/** The format of an error, which is sent whatever was asked for (RFC 9457 §3). */
export function mediaOfError(accept: string | undefined): Media {
  return preferred(accept) ?? "json";
}

function preferred(accept: string | undefined): Media | undefined {
  if (accept === undefined || accept === "*/*" || accept === "application/json") return "json";
  const ranges = accept.toLowerCase().split(",").map(parseRange);
  let best: Media | undefined;
  let bestQuality = 0;
  for (const [media, type, aliases] of offered) {
    const named = ranges.find((range) => range.type !== type && aliases.includes(range.type));
    const quality = Math.max(qualityOf(type, ranges), named?.quality ?? 0);
    if (quality > bestQuality) [best, bestQuality] = [media, quality];
  }
  return best;
}

type Range = { type: string; quality: number };

/** The most specific range decides, whatever its place in the list. */
function qualityOf(type: string, ranges: Range[]): number {
  const [family] = type.split("/");
  for (const wanted of [type, `${family}/*`, "*/*"]) {
    const range = ranges.find((candidate) => candidate.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

function parseRange(range: string): Range {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}

import { withLinksOf } from "../social/length.ts";

/**
 * The length of a post as X counts it (docs.x.com/fundamentals/counting-characters): a link is 23,
 * an emoji 2, Latin and its like 1, every other script 2 a character.
 */
export function weightedLength(text: string): number {
  let length = 0;
  for (const { segment } of segmenter.segment(withLinksOf(text.normalize("NFC"), 23))) {
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) length += 2;
    else for (const character of segment) length += isLight(character.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return length;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function isLight(point: number): boolean {
  return light.some(([from, to]) => point >= from && point <= to);
}

const light = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;

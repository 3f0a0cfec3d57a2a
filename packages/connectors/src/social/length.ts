const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The length of a text as people count it: an emoji is one, however it is made. */
export function graphemes(text: string): number {
  return [...segmenter.segment(text)].length;
}

/** A text in which each link is as long as the network counts every link. */
export function withLinksOf(text: string, length: number): string {
  return text.replaceAll(/https?:\/\/\S+/g, "x".repeat(length));
}

/** The sentence for a text that is too long; null where it fits. */
export function tooLong(network: string, length: number, max: number): string | null {
  if (length <= max) return null;
  return `${network} takes ${max} characters, this has ${length}: shorten it by ${length - max}.`;
}

/** The sentence for too many images; null where they fit. */
export function tooManyImages(network: string, count: number, max: number): string | null {
  return count <= max ? null : `${network} takes ${max} images, this has ${count}.`;
}

/** The sentences among them. */
export function sentences(...found: (string | null)[]): string[] {
  return found.filter((sentence) => sentence !== null);
}

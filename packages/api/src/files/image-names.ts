/**
 * The files of an image that is kept in these widths: a WebP each, and the largest as JPEG besides, for
 * mail programs and others that show no WebP.
 */
export function namesOf(
  widths: readonly number[],
): { name: string; width: number; type: "image/webp" | "image/jpeg" }[] {
  const webps = widths.map((width) => ({
    ...{ name: `${width}.webp`, width, type: "image/webp" as const },
  }));
  const width = widths.at(-1);
  if (width === undefined) return webps;
  return [...webps, { name: `${width}.jpg`, width, type: "image/jpeg" }];
}

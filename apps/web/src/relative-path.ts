/** Only a path of our own: `//evil.example` and `/\evil.example` would lead elsewhere (open redirect). */
export function relativePath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !/^\/[^/\\]/.test(next)) return "/";
  const url = new URL(next, "http://self.invalid");
  return url.host === "self.invalid" ? url.pathname + url.search : "/";
}

import type { Preferences } from "./preferences.ts";

/** Keeps a preference of this browser; a failure costs nothing but the memory of it. */
export async function savePreferences(change: Partial<Preferences>): Promise<void> {
  await fetch("/preferences", {
    method: "POST",
    body: JSON.stringify(change),
    // It is kept also where the reader is on the way to another page.
    keepalive: true,
  }).catch(() => null);
}

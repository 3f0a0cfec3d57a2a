import { cookies } from "next/headers";
import { z } from "zod";
import { cookieName } from "./cookies.ts";

/** What a browser remembers about its reader: the theme, the zone of times, and whether single keys act. */
export const Preferences = z.object({
  theme: z.enum(["system", "light", "dark"]),
  tz: z.string().refine(isTimeZone, "Unknown time zone"),
  keys: z.enum(["on", "off"]),
});
export type Preferences = z.infer<typeof Preferences>;

export async function readPreferences(): Promise<Preferences> {
  const store = await cookies();
  return {
    theme: Preferences.shape.theme.catch("system").parse(store.get(cookieName("theme"))?.value),
    tz: Preferences.shape.tz.catch("UTC").parse(store.get(cookieName("tz"))?.value),
    keys: Preferences.shape.keys.catch("on").parse(store.get(cookieName("keys"))?.value),
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

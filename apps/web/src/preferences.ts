import { cookies } from "next/headers";
import { z } from "zod";
import { cookieName } from "./cookies.ts";

/** What a browser remembers about its reader: the theme, and the zone that times are shown in. */
export const Preferences = z.object({
  theme: z.enum(["system", "light", "dark"]),
  tz: z.string().refine(isTimeZone, "Unknown time zone"),
});
export type Preferences = z.infer<typeof Preferences>;

export async function readPreferences(): Promise<Preferences> {
  const store = await cookies();
  return {
    theme: Preferences.shape.theme.catch("system").parse(store.get(cookieName("theme"))?.value),
    tz: Preferences.shape.tz.catch("UTC").parse(store.get(cookieName("tz"))?.value),
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

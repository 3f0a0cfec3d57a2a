"use client";

import { useEffect } from "react";
import { savePreferences } from "../save-preferences.ts";

/** Marks the document once React listens, and tells the server the reader's time zone. */
export function Hydrated({ zone }: { zone: string }) {
  useEffect(() => {
    document.documentElement.dataset.hydrated = "true";
    const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (tz !== zone) void savePreferences({ tz });
  }, [zone]);
  return null;
}

import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { useToast } from "@crossdock/ui";
import { useKeys } from "../../../../use-keys.ts";
import { type Curl, curlOf } from "./curl.ts";

/** A logged request as a command, and what copies it, as the key C does; null where it can be none. */
export function useCurl(
  entry: LogEntry | undefined,
  detail: LogDetail["detail"],
  appUrl: string,
): { curl: Curl | null; copy: (() => void) | null } {
  const toast = useToast();
  const curl = entry ? curlOf(entry, detail, appUrl) : null;
  const copy =
    curl &&
    (() =>
      void navigator.clipboard
        .writeText(curl.command)
        .then(() => toast.ok("Copied as cURL", "Set API_KEY in your shell before you run it.")));
  useKeys({ c: () => copy?.() });
  return { curl, copy };
}

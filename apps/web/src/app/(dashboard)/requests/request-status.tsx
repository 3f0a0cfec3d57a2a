import { Status, type Tone } from "@crossdock/ui";
import { words } from "../../../words.ts";

type Props = { status: number; errorCode: string | null };

/** How a request ended: shape, colour, number and word. */
export function RequestStatus({ status, errorCode }: Props) {
  return (
    <Status tone={statusTone(status)}>{`${status} ${statusWord({ status, errorCode })}`}</Status>
  );
}

/** Red is for what failed on our side; callers' mistakes are to be looked at. */
function statusTone(status: number): Tone {
  if (status === 499) return "off";
  if (status >= 500 || status < 100) return "bad";
  if (status >= 400) return "warn";
  return status >= 300 ? "info" : "ok";
}

function statusWord({ status, errorCode }: Props): string {
  if (errorCode !== null) return words(errorCode).toLowerCase();
  return phrases[status] ?? classes[Math.floor(status / 100)] ?? "no answer";
}

const phrases: Record<number, string> = {
  201: "created",
  202: "accepted",
  204: "no content",
  304: "not modified",
  401: "unauthenticated",
  403: "forbidden",
  404: "not found",
  429: "rate limited",
  499: "caller left",
};

const classes: Record<number, string> = { 2: "ok", 3: "redirect", 4: "refused", 5: "failed" };

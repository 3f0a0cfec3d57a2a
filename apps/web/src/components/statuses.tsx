import type { Tone } from "@crossdock/ui";
import { Status } from "@crossdock/ui";
import { words } from "../words.ts";

/** A state by its name in the API, with the shape and colour that all states of its kind share. */
export function State({ value }: { value: string }) {
  return <Status tone={toneOf(value)}>{words(value)}</Status>;
}

/** Red is kept for what failed and amber for what someone should look at. */
function toneOf(value: string): Tone {
  return tones[value] ?? "pending";
}

const tones: Record<string, Tone> = {
  active: "ok",
  confirmed: "ok",
  completed: "ok",
  paid: "ok",
  captured: "ok",
  fulfilled: "ok",
  shipped: "info",
  delivered: "ok",
  succeeded: "ok",
  won: "ok",
  needs_response: "warn",
  inquiry: "warn",
  lost: "bad",
  disputed: "warn",
  charged_back: "bad",
  closed: "off",
  sent: "ok",
  answered: "ok",
  done: "ok",
  processed: "ok",
  posted: "ok",
  authorized: "partial",
  partially_paid: "partial",
  partially_captured: "partial",
  partially_fulfilled: "partial",
  partially_refunded: "partial",
  partially_returned: "partial",
  kept: "info",
  overpaid: "warn",
  requires_action: "warn",
  open: "warn",
  conflict: "warn",
  ending: "warn",
  ended: "off",
  unknown: "warn",
  failed: "bad",
  stuck: "bad",
  archived: "off",
  canceled: "off",
  expired: "off",
  voided: "off",
  refunded: "off",
  returned: "off",
  suspended: "off",
  disabled: "off",
  revoked: "off",
  ignored: "off",
};

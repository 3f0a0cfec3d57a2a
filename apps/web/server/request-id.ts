import type { IncomingMessage } from "node:http";
import { newId, systemClock } from "@crossdock/core";

const ids = new WeakMap<IncomingMessage, string>();

/** The id of a request: made at first sight, the same for everybody who asks. */
export function requestIdOf(req: IncomingMessage): string {
  const known = ids.get(req);
  if (known) return known;
  const id = newId("req", systemClock.now());
  ids.set(req, id);
  return id;
}

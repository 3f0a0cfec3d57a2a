import type { IncomingMessage } from "node:http";
import { factsOf } from "./requests/facts.ts";

/** The id of a request: made at first sight, the same for everybody who asks. */
export function requestIdOf(req: IncomingMessage): string {
  return factsOf(req).requestId;
}

import type { CreateMapping, callMethods, OutDefinition } from "@crossdock/api/schemas";
import type { z } from "zod";

/** What an empty mapping joins; the half of the other direction is not used. */
export type Target = {
  event: z.infer<typeof OutDefinition>["event"];
  method: (typeof callMethods)[number];
  path: string;
  source: string;
  sourceEvent: string;
  operation: string;
};

type Definition = z.input<typeof CreateMapping>["definition"];

/** A mapping that gives no value yet. */
export function blankOf(isOut: boolean, connectionId: string, target: Target): Definition {
  const { event, method, path, source, sourceEvent, operation } = target;
  if (isOut) return { direction: "out", event, connectionId, method, path };
  const scopes: string[] = [];
  return { direction: "in", source, event: sourceEvent, operation, scopes, partnerId: null };
}

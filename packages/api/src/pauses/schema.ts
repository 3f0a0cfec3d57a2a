import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { pausableParts } from "./parts.ts";

const Part = z.enum(pausableParts);
const Reason = z.string().trim().min(1).max(500);

export const Pause = z.object({
  part: Part.describe(
    "worker: background work; outgoing: calls to third parties; writes: all changes",
  ),
  reason: Reason,
  by: z.string().max(200).describe("Who has paused it"),
  at: Timestamp.describe("Since when"),
});

export const PauseList = z.object({ data: z.array(Pause).max(pausableParts.length) });

export const SetPause = z.strictObject({
  part: Part,
  reason: Reason.describe("The team is told it, and callers where changes are refused"),
});

export const LiftPause = z.strictObject({ part: Part });

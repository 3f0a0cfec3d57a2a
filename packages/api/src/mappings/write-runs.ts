import { newId } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";

/** The job that works a run off, with `{ runId }`. */
export const runMappingJob = "run-mapping";

/** What a run is about. */
export type RunOf = { eventId: string; hops: number; requestId: string; at: Date };

/**
 * Writes what mappings have to do for an event, with a job for each, in the transaction of the event:
 * none can be missed, and none is made for an event that never was.
 */
export async function writeRuns(
  tx: Tx,
  jobs: Services["jobs"],
  mappings: readonly { id: string; version: number }[],
  { eventId, hops, requestId, at }: RunOf,
): Promise<void> {
  for (const { id: mappingId, version } of mappings) {
    const id = newId("run", at);
    // An inbound event that is worked off again has its runs already.
    const written = await tx.$executeRaw`
      INSERT INTO mapping_run (id, mapping_id, mapping_version, event_id, hops, status, request_id,
        next_attempt_at, created_at, updated_at)
      VALUES (${id}, ${mappingId}, ${version}, ${eventId}, ${hops}, 'pending', ${requestId},
        ${at}, ${at}, ${at})
      ON CONFLICT (mapping_id, event_id) DO NOTHING`;
    if (written === 1) await jobs.enqueue(runMappingJob, { runId: id }, { tx });
  }
}

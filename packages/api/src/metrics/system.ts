import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import type { System } from "./schema.ts";

export async function readSystem({
  services: { db, jobs, process, requests },
}: QueryContext): Promise<z.input<typeof System>> {
  const samples = process.eventLoop.samples();
  return {
    startedAt: process.startedAt.toISOString(),
    version: process.version,
    eventLoop: samples.map(({ at, ...sample }) => ({ at: at.toISOString(), ...sample })),
    recorder: requests.stats(),
    pool: db.pool(),
    queues: await jobs.stats(),
  };
}

import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { ProcedureMeta } from "./meta.ts";

/** One procedure of a router, whether a transport shows it or not. */
export type Procedure = {
  /** Its path in the router: `notes.create`. */
  name: string;
  type: "query" | "mutation" | "subscription";
  /** Empty where the procedure says nothing about itself. */
  meta: Partial<ProcedureMeta>;
  /** Every schema that was given to `.input()`, in order. */
  inputs: z.ZodType[];
};

/** Every procedure of the router, nested routers included, in the order of declaration. */
export function listProcedures(router: AnyTRPCRouter): Procedure[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures).map(([name, procedure]) => ({
    name,
    type: procedure._def.type,
    meta: metaOf(procedure),
    inputs: procedure._def.inputs.filter((input) => input instanceof z.ZodType),
  }));
}

/** tRPC keeps meta as `unknown`; a router made with `initTRPC.meta<ProcedureMeta>()` holds nothing else. */
function metaOf(procedure: AnyTRPCProcedure): Partial<ProcedureMeta> {
  return (procedure._def.meta ?? {}) as Partial<ProcedureMeta>;
}

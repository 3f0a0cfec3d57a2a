import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { ProcedureMeta } from "./meta.ts";

/** One procedure of a router, whether a transport shows it or not. */
export type Procedure = {
  /** Its path in the router: `notes.create`. */
  name: string;
  type: "query" | "mutation" | "subscription";
  /** Empty where the procedure says nothing about itself. */
  meta: ProcedureMeta;
  /** What was given to `.input()`, in order. */
  inputs: unknown[];
  /** What was given to `.output()`, or in the meta. */
  output: unknown;
};

/** Every procedure of the router, nested routers included, in the order of declaration. */
export function listProcedures(router: AnyTRPCRouter): Procedure[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures).map(([name, procedure]) => {
    const meta = metaOf(procedure);
    return {
      name,
      type: procedure._def.type,
      meta,
      inputs: procedure._def.inputs,
      output: meta.output ?? outputOf(procedure),
    };
  });
}

/** The one schema of an input: what several `.input()` ask for together; nothing where none was given. */
export function inputOf({ inputs }: Procedure): z.ZodType | undefined {
  const [first, ...others] = inputs.map(demandZod);
  return others.reduce<z.ZodType | undefined>(
    (all, input) => (all === undefined ? input : z.intersection(all, input)),
    first,
  );
}

export function demandZod(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error("rest needs schemas of Zod 4: no other can be described.");
}

/** tRPC keeps meta as `unknown`; a router made with `initTRPC.meta<ProcedureMeta>()` holds nothing else. */
function metaOf(procedure: AnyTRPCProcedure): ProcedureMeta {
  return (procedure._def.meta ?? {}) as ProcedureMeta;
}

// The builder keeps it on every procedure, though its type does not say so.
function outputOf(procedure: AnyTRPCProcedure): unknown {
  return (procedure._def as { output?: unknown }).output;
}

import type { AnyTRPCRouter } from "@trpc/server";
import { describeOperation, type Operation } from "./operation.ts";
import { listProcedures } from "./procedure.ts";

/**
 * The REST operations of a router, in the order of declaration: what every transport is a view of.
 * @throws Error naming the procedure and the mend, where one can't be served as it is declared
 */
export function buildRegistry(router: AnyTRPCRouter): Operation[] {
  const operations = listProcedures(router)
    .filter((procedure) => procedure.meta.rest !== undefined)
    .map(describeOperation);
  refuseClashes(operations);
  return operations;
}

function refuseClashes(operations: Operation[]): void {
  const byShape = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = shape(operation.path);
    const earlier = byShape.get(key) ?? [];
    refuseClash(operation, earlier);
    byShape.set(key, [...earlier, operation]);
  }
}

function refuseClash(operation: Operation, samePlace: Operation[]): void {
  for (const other of samePlace) {
    if (other.method === operation.method) {
      throw new Error(
        `${operation.name}: ${other.name} has ${other.method} ${other.path} already; give one of them another path.`,
      );
    }
    // OpenAPI takes two templates that differ in names alone for the same path.
    if (other.path !== operation.path) {
      throw new Error(
        `${operation.name}: name the parameters of ${operation.path} as ${other.name} does: ${other.path}.`,
      );
    }
  }
}

function shape(path: string): string {
  return path.replace(/\{\w+\}/g, "{}");
}

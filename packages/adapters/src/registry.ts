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
  operations.forEach((operation, index) => {
    refuseClash(operation, operations.slice(0, index));
  });
  return operations;
}

function refuseClash(operation: Operation, earlier: Operation[]): void {
  for (const other of earlier.filter((other) => shape(other.path) === shape(operation.path))) {
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

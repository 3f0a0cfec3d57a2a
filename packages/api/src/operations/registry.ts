import { AppError } from "@crossdock/core";
import type { PublicApi, PublicOperation } from "./public-api.ts";

/** An operation as one version serves it. */
export type Served = { version: string; operation: PublicOperation };

/** Every public operation by its name, with the versions that serve it, newest first. */
export function servedByName({ versions }: PublicApi): Map<string, [Served, ...Served[]]> {
  const byName = new Map<string, [Served, ...Served[]]>();
  for (const { name: version, operations } of versions) {
    for (const operation of operations) {
      const newer = byName.get(operation.name);
      if (newer) newer.push({ version, operation });
      else byName.set(operation.name, [{ version, operation }]);
    }
  }
  return byName;
}

/** @throws AppError `not_found` */
export function findServed(api: PublicApi, name: string): [Served, ...Served[]] {
  const served = servedByName(api).get(name);
  if (served) return served;
  throw new AppError("not_found", { detail: `The public API has no operation ${name}.` });
}

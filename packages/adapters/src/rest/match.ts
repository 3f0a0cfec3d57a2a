import createRouter from "find-my-way";
import type { RestOptions } from "./options.ts";
import { compilePlan, type Plan } from "./plan.ts";

/** What stands at one path: its operations by method, or a document. */
type Resource = {
  plans: Map<string, Plan>;
  document: { contentType: string; body: string } | undefined;
  /** The value of `Allow`. */
  allow: string;
};

export type Match = {
  resource: Resource;
  /** Path parameters, percent-decoded once. */
  params: Record<string, string | undefined>;
};

type Routes = Pick<RestOptions<never>, "operations" | "documents" | "basePath">;

/**
 * Compiles every template once. A path has one entry for all its methods, so that one look-up tells 404
 * from 405. The matcher takes a request target and gives nothing where no template fits.
 */
export function createMatcher(
  options: Routes,
): (target: string) => Match | "malformed" | undefined {
  const router = createRouter({
    maxParamLength: 500,
    querystringParser: () => undefined,
    onBadUrl: ignore,
  });
  for (const [path, resource] of resources(options)) {
    const template = options.basePath + path.replace(/\{(\w+)\}/g, ":$1");
    router.on("GET", template, ignore, resource);
  }
  return (target) => {
    const found = router.find("GET", target);
    if (found === null) return undefined;
    if (found.store === null) return "malformed";
    for (const name in found.params) if (found.params[name] === "") return undefined;
    return { resource: found.store, params: found.params };
  };
}

function resources({ operations, documents = {}, basePath }: Routes): Map<string, Resource> {
  const byPath = new Map<string, Resource>();
  for (const [path, document] of Object.entries(documents)) {
    byPath.set(path, { plans: new Map(), document, allow: "GET, HEAD, OPTIONS" });
  }
  for (const operation of operations) {
    const plans = byPath.get(operation.path)?.plans ?? new Map<string, Plan>();
    const plan = compilePlan(operation, basePath);
    plans.set(operation.method, plan);
    if (operation.method === "GET") plans.set("HEAD", plan);
    const allow = [...plans.keys(), "OPTIONS"].join(", ");
    byPath.set(operation.path, { plans, document: undefined, allow });
  }
  return byPath;
}

/** The router wants handlers; ours are found, not called. */
function ignore(): void {}

import { RestError } from "../errors.ts";
import type { Operation } from "../operation.ts";
import type { Document } from "../options.ts";
import type { VersionFacts } from "../version/define.ts";
import { lifecycleHeaders, type ServedVersion } from "../version/versions.ts";
import { compilePlan, type Plan } from "./plan.ts";
import { createRouteTree, type RouteTree } from "./route-tree.ts";

/** What stands at one path: its operations by method, or a document. */
export type Resource = {
  plans: Map<string, Plan>;
  document: Document | undefined;
  /** The value of `Allow`. */
  allow: string;
};

/** One version of the API, ready to be looked up. */
export type Api = {
  /** Missing where there is one version, which has no name. */
  version: string | undefined;
  resources: RouteTree<Resource>;
  /** Headers and links of every answer of this version. */
  headers: Record<string, string>;
  links: string[];
};

/** Where a request goes: an API of its own choice, or one that is chosen when the caller is known. */
export type Located = { api: Api | undefined; path: string };

export type Apis = {
  /** The newest one. */
  head: Api;
  /** @throws RestError `version_unknown`, `version_retired` */
  named(version: string): Api;
  /** Nothing where the target is not below the base path. @throws as `named` does */
  locate(target: string, versionHeader: string | undefined): Located | undefined;
};

type ApisOptions = {
  basePath: string;
  versions: ServedVersion[];
  retired: VersionFacts[];
  documents: (version: string | undefined) => Record<string, Document>;
};

/** The one API of a router without versions. */
export function singleApi(
  operations: Operation[],
  { basePath, documents }: Pick<ApisOptions, "basePath" | "documents">,
): Apis {
  const head: Api = {
    version: undefined,
    resources: resourcesOf(operations, undefined, documents(undefined)),
    headers: {},
    links: [],
  };
  return {
    head,
    named: () => head,
    locate: (target) => {
      const path = pathBelow(basePath, target);
      return path === undefined ? undefined : { api: head, path };
    },
  };
}

/** APIs side by side: `/v1/…` below the base path, or `/…` with an `Api-Version` header. */
export function versionedApis({ basePath, versions, retired, documents }: ApisOptions): Apis {
  const apis = versions.map((version) => compileApi(version, documents));
  const [head] = apis;
  if (head === undefined) throw new Error("an API needs a version.");
  const byName = new Map(apis.map((api) => [api.version, api]));
  const names = apis.map((api) => String(api.version));

  function named(version: string): Api {
    const found = byName.get(version);
    if (found !== undefined) return found;
    const gone = retired.find(({ name }) => name === version);
    throw gone === undefined ? unknownVersion(version, names) : retiredVersion(gone, names);
  }

  return {
    head,
    named,
    locate(target, header) {
      const path = pathBelow(basePath, target);
      if (path === undefined) return undefined;
      const inPath = versionIn(path, byName, retired);
      if (inPath === undefined) {
        return { api: header === undefined ? undefined : named(header.trim()), path };
      }
      if (header !== undefined && header.trim() !== inPath) throw contradiction(inPath, header);
      return { api: named(inPath), path: path.slice(inPath.length + 1) };
    },
  };
}

function compileApi(
  { facts, operations }: ServedVersion,
  documents: ApisOptions["documents"],
): Api {
  const { headers, links } = lifecycleHeaders(facts);
  return {
    version: facts.name,
    resources: resourcesOf(operations, facts.name, documents(facts.name)),
    headers: { "Api-Version": facts.name, ...headers },
    links,
  };
}

function resourcesOf(
  operations: Operation[],
  version: string | undefined,
  documents: Record<string, Document>,
): RouteTree<Resource> {
  const tree = createRouteTree<Resource>();
  const empty = () => ({ plans: new Map(), document: undefined, allow: "" });
  for (const [path, document] of Object.entries(documents)) {
    Object.assign(tree.at(path, empty), { document, allow: "GET, HEAD, OPTIONS" });
  }
  for (const operation of operations) {
    const resource = tree.at(operation.path, empty);
    const plan = compilePlan(operation, version);
    resource.plans.set(operation.method, plan);
    if (operation.method === "GET") resource.plans.set("HEAD", plan);
    resource.allow = [...resource.plans.keys(), "OPTIONS"].join(", ");
  }
  return tree;
}

function pathBelow(basePath: string, target: string): string | undefined {
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  if (!path.startsWith(basePath)) return undefined;
  const below = path.slice(basePath.length);
  return below === "" || below.startsWith("/") ? below : undefined;
}

/** The first segment, where it is a version or looks like one. */
function versionIn(
  path: string,
  byName: Map<string | undefined, Api>,
  retired: VersionFacts[],
): string | undefined {
  const end = path.indexOf("/", 1);
  const segment = path.slice(1, end === -1 ? undefined : end);
  const isVersion =
    byName.has(segment) || /^v\d+$/.test(segment) || retired.some(({ name }) => name === segment);
  return isVersion ? segment : undefined;
}

function unknownVersion(version: string, supported: string[]): RestError {
  return new RestError("version_unknown", {
    detail: `There is no version ${version.slice(0, 40)}. Ask for one of ${supported.join(", ")}.`,
    data: { supported },
  });
}

function retiredVersion(gone: VersionFacts, supported: string[]): RestError {
  const { headers, links } = lifecycleHeaders(gone);
  return new RestError("version_retired", {
    detail: `Version ${gone.name} is no longer served. Move to one of ${supported.join(", ")}.`,
    data: { supported },
    headers: { ...headers, ...(links.length > 0 ? { Link: links.join(", ") } : {}) },
  });
}

function contradiction(path: string, header: string): RestError {
  return new RestError("bad_request", {
    detail: `The path names version ${path}, Api-Version names ${header.slice(0, 40)}. Send one of them.`,
  });
}

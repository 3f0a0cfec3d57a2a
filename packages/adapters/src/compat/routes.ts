import { createRouteTree } from "../rest/route-tree.ts";
import { type Coerce, compileCoerce, listsOf } from "./coerce.ts";
import { checked, type Endpoint, endpointsOf, normalizePath, paramsOf } from "./endpoint.ts";
import type { OpenApiRouter } from "./types.ts";

/** An endpoint with what is worked out about its input once. */
type Route = {
  endpoint: Endpoint;
  coerce: Coerce | undefined;
  lists: string[];
  /** The parameters in the segments of a path; nothing where one of them doesn't fit. */
  read: (segments: string[]) => Record<string, string> | undefined;
};

export type Match = { route: Route; params: Record<string, string> };

export type Routes = {
  /** `malformed` where the path is not percent-encoded UTF-8. */
  find(method: string, path: string): Match | "malformed" | undefined;
};

const compiled = new WeakMap<OpenApiRouter, Routes>();

/**
 * The routes of a router, compiled once however many handlers serve it: a handler of the fetch standard is
 * made anew for each request.
 * @throws TRPCError naming the procedure and what is wrong with it
 */
export function routesOf(router: OpenApiRouter): Routes {
  const known = compiled.get(router);
  if (known !== undefined) return known;
  const routes = compile(router);
  compiled.set(router, routes);
  return routes;
}

function compile(router: OpenApiRouter): Routes {
  const tree = createRouteTree<Map<string, Route[]>>();
  for (const endpoint of endpointsOf(router)) {
    const path = checked(endpoint, () => treePath(endpoint.path));
    const byMethod = tree.at(path, () => new Map());
    const others = byMethod.get(endpoint.method) ?? [];
    byMethod.set(endpoint.method, [...others, routeOf(endpoint)].sort(byLiterals));
  }
  return {
    find(method, path) {
      const normal = normalizePath(path);
      const found = tree.find(lowerCase(normal));
      if (typeof found !== "object") return found;
      // The tree has seen the path in lower case: parameters keep their letters.
      const segments = normal.split("/").map((text) => decodeURIComponent(text));
      for (const route of found.entry.get(method) ?? []) {
        const params = route.read(segments);
        if (params !== undefined) return { route, params };
      }
      return undefined;
    },
  };
}

/** What says more of a segment is asked first: `{name}.txt` before `{name}`. */
function byLiterals(a: Route, b: Route): number {
  return literalsOf(b.endpoint).length - literalsOf(a.endpoint).length;
}

function literalsOf({ path }: Endpoint): string {
  return path.replace(/\{[^}]+\}/g, "");
}

function routeOf(endpoint: Endpoint): Route {
  const { object } = endpoint.input;
  return {
    endpoint,
    coerce: object === undefined ? undefined : compileCoerce(object),
    lists: object === undefined ? [] : listsOf(object),
    read: compileRead(endpoint.path),
  };
}

/** The template as the tree keeps it: literals decoded and in lower case, whatever holds a parameter as one. */
function treePath(path: string): string {
  const segments = path.split("/");
  return segments
    .map((text) => (text.includes("{") ? "{}" : lowerCase(decodeURIComponent(text))))
    .join("/");
}

function compileRead(path: string): Route["read"] {
  const readers = path.split("/").flatMap((text, index) => {
    const names = paramsOf(text);
    return names.length === 0 ? [] : [{ index, names, syntax: syntaxOf(text) }];
  });
  return (segments) => {
    const params = new Map<string, string>();
    for (const { index, names, syntax } of readers) {
      const text = segments[index] ?? "";
      // Two parameters in one segment are found by trying: at the worst the square of its length.
      if (names.length > 1 && text.length > 1000) return undefined;
      const values = syntax.exec(text);
      if (values === null) return undefined;
      names.forEach((name, at) => {
        params.set(name, values[at + 1] ?? "");
      });
    }
    return Object.fromEntries(params);
  };
}

/** What a segment such as `{name}.{ext}` looks like: the texts between its parameters stand for themselves. */
function syntaxOf(segment: string): RegExp {
  const parts = segment.split(/\{[^}]+\}/).map((text) => literally(text));
  return new RegExp(`^${parts.join("(.+)")}$`, "is");
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** ASCII alone, so that percent-encoded letters stay what they are. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

import { registerHooks } from "node:module";

// The real server, where a request may ask not to be recorded.
const observer = at("../../apps/web/server/requests/observer.ts");
const switched = at("switched-observer.ts");

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const isReal = resolved.url !== observer || context.parentURL === switched;
    return isReal ? resolved : { ...resolved, url: switched };
  },
});

function at(path: string): string {
  return new URL(path, import.meta.url).href;
}

await import("../../apps/web/server/main.ts");

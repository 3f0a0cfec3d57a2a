import { registerHooks } from "node:module";

// The real server, with two modules that do nothing in the place of those that record requests.
const instead = new Map([
  [at("../../packages/telemetry/src/recorder.ts"), at("no-recorder.ts")],
  [at("../../apps/web/server/requests/observer.ts"), at("no-observer.ts")],
]);

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return { ...resolved, url: instead.get(resolved.url) ?? resolved.url };
  },
});

function at(path: string): string {
  return new URL(path, import.meta.url).href;
}

await import("../../apps/web/server/main.ts");

import type { Runtime } from "../server/runtime.ts";

/**
 * The running product. Next bundles its own copy of every package that a page imports, so pages
 * reach the one that the server started through this handle.
 * @throws Error when no server started this process (`next build`): call it in handlers only
 */
export function runtime(): Runtime {
  const handle: Runtime | undefined = Reflect.get(globalThis, Symbol.for("crossdock.runtime"));
  if (!handle) throw new Error("The dashboard runs inside Crossdock's server: npm start");
  return handle;
}

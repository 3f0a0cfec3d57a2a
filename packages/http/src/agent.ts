import { type AgentOptions, type ClientRequestArgs, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP } from "node:net";
import { withoutBrackets } from "./address.ts";
import { HttpError } from "./error.ts";
import { createGuard, type Guard } from "./guard.ts";

/**
 * For a library that calls out by `node:http` itself: an agent whose sockets reach allowed addresses
 * only. It refuses plain http, but to this machine where `allowLoopback` says so.
 */
export function guardedAgent(url: string, allowLoopback: boolean): HttpAgent {
  const guard = createGuard(allowLoopback);
  const isPlain = allowLoopback && url.startsWith("http:");
  return isPlain ? new GuardedHttp(guard) : new GuardedHttps(guard);
}

class GuardedHttp extends HttpAgent {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super({ lookup: guard.lookup } as AgentOptions);
    this.#guard = guard;
  }

  override createConnection(...[options, callback]: Parameters<HttpAgent["createConnection"]>) {
    refuseWritten(options, this.#guard);
    return super.createConnection(options, callback);
  }
}

class GuardedHttps extends HttpsAgent {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super({ lookup: guard.lookup } as AgentOptions);
    this.#guard = guard;
  }

  override createConnection(...[options, callback]: Parameters<HttpsAgent["createConnection"]>) {
    refuseWritten(options, this.#guard);
    return super.createConnection(options, callback);
  }
}

// Node asks no lookup about an address written as such.
function refuseWritten({ host, hostname }: ClientRequestArgs, guard: Guard): void {
  const written = withoutBrackets(host ?? hostname ?? "");
  if (!isIP(written) || guard.isAllowed(written, written)) return;
  throw new HttpError("refused", new Error(`${written} is a forbidden address`));
}

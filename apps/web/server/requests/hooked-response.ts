import { type IncomingMessage, ServerResponse } from "node:http";

/**
 * A response that has things done right before its head is written, whoever writes it. A class of its own: to
 * put another `writeHead` on each response keeps all of them alive until V8 collects its old generation.
 */
export class HookedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  readonly #acts: (() => void)[] = [];

  beforeHead(act: () => void): void {
    this.#acts.push(act);
  }

  override writeHead(...args: unknown[]): this {
    for (const act of this.#acts) act();
    return super.writeHead(...(args as Parameters<ServerResponse["writeHead"]>));
  }
}

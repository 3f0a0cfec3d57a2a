import { Agent } from "undici";
import { exchange, type HttpRequest, type HttpResponse } from "./exchange.ts";

export type OperatorHttp = {
  /** One call, without repetition. @throws HttpError */
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
};

/**
 * Calls to the one address that a variable of the operator names, wherever it is: a collector stands in
 * the private network. Never for an address that anybody enters.
 */
export function createOperatorHttp(): OperatorHttp {
  const agent = new Agent({ connect: { timeout: 5000 }, connections: 2 });
  return {
    request: (request) => exchange(agent, new URL(request.url), request, request.deadlineMs),
    close: () => agent.destroy(),
  };
}

import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fromNode, sendNode } from "./http/node.ts";
import type { RestOptions } from "./options.ts";
import { createRestServer } from "./rest/serve.ts";

/**
 * A `node:http` handler that serves a tRPC router as REST. The promise rejects only where `formatError`
 * throws.
 * @throws Error naming the procedure and the mend, where one can't be served as it is declared
 */
export function createNodeHandler<Ctx>(
  options: RestOptions<Ctx, IncomingMessage>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const serve = createRestServer(options, (text) => hash("sha256", text, "base64url"));
  return async (req, res) => {
    const answer = await serve(req, fromNode(req, res));
    if (answer !== undefined) sendNode(req, res, answer);
  };
}

import { webDigest } from "./conditional/etag.ts";
import { fromFetch, toFetch } from "./http/fetch.ts";
import type { RestOptions } from "./options.ts";
import { createRestServer } from "./rest/serve.ts";

/**
 * A handler of the fetch standard that serves a tRPC router as REST. The promise rejects only where
 * `formatError` throws.
 * @throws Error naming the procedure and the mend, where one can't be served as it is declared
 */
export function createFetchHandler<Ctx>(
  options: RestOptions<Ctx, Request>,
): (request: Request) => Promise<Response> {
  const serve = createRestServer(options, webDigest);
  return async (request) => {
    const answer = await serve(request, fromFetch(request));
    return answer === undefined ? new Response(null, { status: 499 }) : toFetch(request, answer);
  };
}

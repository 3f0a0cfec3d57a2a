import { RestError } from "../errors.ts";
import type { HttpRequest } from "../http/message.ts";
import { matchesStrongly, matchesWeakly } from "./etag.ts";

/** What a request asks of the state it meets (RFC 9110 §13). */
export type Preconditions = { ifMatch: string | undefined; ifNoneMatch: string | undefined };

/** Nothing where the request has none: most have not. */
export function readPreconditions(request: HttpRequest): Preconditions | undefined {
  const ifMatch = request.header("if-match");
  const ifNoneMatch = request.header("if-none-match");
  return ifMatch === undefined && ifNoneMatch === undefined ? undefined : { ifMatch, ifNoneMatch };
}

/**
 * @param etag that of the current representation; nothing where there is none
 * @throws RestError `precondition_failed`, with the current ETag
 */
export function checkPreconditions(
  { ifMatch, ifNoneMatch }: Preconditions,
  etag: string | undefined,
): void {
  const isMet =
    ifMatch !== undefined
      ? etag !== undefined && matchesStrongly(ifMatch, etag)
      : ifNoneMatch === undefined || etag === undefined || !matchesWeakly(ifNoneMatch, etag);
  if (isMet) return;
  throw new RestError("precondition_failed", {
    detail:
      "The resource is not in the state that the request asks for. Read it again, then retry.",
    ...(etag === undefined ? {} : { headers: { ETag: etag } }),
  });
}

export function preconditionRequired(): RestError {
  return new RestError("precondition_required", {
    detail:
      "Read the resource, and send its ETag as If-Match, so that no change of another is lost.",
  });
}

/**
 * - `refused`: our own rules forbid the address; nothing was sent
 * - `timeout`: the deadline passed; the other side may or may not have acted
 * - `too_large`: the answer is longer than the caller takes
 * - `connection`: no name, no route, bad certificate, or cut off in the middle
 */
export type HttpErrorKind = "refused" | "timeout" | "too_large" | "connection";

/**
 * A call that got no answer. The message is one per kind, so that shown to whoever chose the URL
 * it is no port scanner; what really happened is the `cause`, for the log.
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, cause?: unknown) {
    super(messages[kind], { cause });
    this.kind = kind;
  }
}

const messages: Record<HttpErrorKind, string> = {
  refused: "This address may not be called.",
  timeout: "The other side did not answer in time.",
  too_large: "The answer of the other side is too long.",
  connection: "The other side could not be reached.",
};

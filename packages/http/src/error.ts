/**
 * - `refused`: our own rules forbid the address; nothing was sent
 * - `paused`: nothing may leave the product for now; nothing was sent
 * - `circuit_open`: the host failed too often just now and is left alone; nothing was sent
 * - `busy`: too many calls to this host at once, until the deadline; nothing was sent
 * - `timeout`: the deadline passed; the other side may or may not have acted
 * - `too_large`: the answer is longer than the caller takes
 * - `unknown_shape`: the answer is no JSON, or not of the shape that the caller knows
 * - `connection`: no name, no route, bad certificate, or cut off in the middle
 */
export type HttpErrorKind =
  | "refused"
  | "paused"
  | "circuit_open"
  | "busy"
  | "timeout"
  | "too_large"
  | "unknown_shape"
  | "connection";

/**
 * A call that got no answer that serves. The message is one per kind, so that shown to whoever chose
 * the URL it is no port scanner; what really happened is the `cause`, for the log.
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, cause?: unknown) {
    super(messages[kind], { cause });
    this.kind = kind;
  }

  /** True where the other side has certainly not heard of the call, so that it may be made again. */
  get nothingSent(): boolean {
    return ["refused", "paused", "circuit_open", "busy"].includes(this.kind);
  }
}

/** Whether a call was not made since outgoing traffic is paused, whatever was made of its error since. */
export function isPaused(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at instanceof HttpError && at.kind === "paused") return true;
    // Stripe's library keeps it under a name of its own.
    at = at.cause ?? ("detail" in at ? at.detail : undefined);
  }
  return false;
}

const messages: Record<HttpErrorKind, string> = {
  refused: "This address may not be called.",
  paused: "Outgoing traffic is paused: nothing was sent.",
  circuit_open: "The other side failed too often just now; it is asked again in a moment.",
  busy: "Too many calls to the other side are waiting; try again in a moment.",
  timeout: "The other side did not answer in time.",
  too_large: "The answer of the other side is too long.",
  unknown_shape: "The answer of the other side is not what its documentation says.",
  connection: "The other side could not be reached.",
};

/** A request of the form. */
export type Call = {
  method: string;
  path: string;
  key: string;
  accept: string;
  idempotencyKey: string;
  ifMatch: string;
  body: string | null;
};

/** What came back, or why nothing did. */
export type Exchange =
  | {
      status: number;
      statusText: string;
      durationMs: number;
      requestId: string | null;
      headers: [string, string][];
      body: string;
    }
  | { failure: string };

/** Sends the request as a partner's system would: with the key alone, never with the session. */
export async function send({ method, path, body, ...call }: Call): Promise<Exchange> {
  const optional = { "Idempotency-Key": call.idempotencyKey, "If-Match": call.ifMatch };
  const headers = {
    Accept: call.accept,
    ...(body === null ? {} : { "Content-Type": "application/json" }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== "")),
  };
  const start = performance.now();
  try {
    const answer = await fetch(path, {
      method,
      body,
      // A key with letters that no header can carry fails here, as a sentence and not as a crash.
      headers: { ...headers, Authorization: `Bearer ${call.key.trim()}` },
      credentials: "omit",
      cache: "no-store",
    });
    const text = await answer.text();
    return {
      status: answer.status,
      statusText: answer.statusText,
      durationMs: performance.now() - start,
      requestId: answer.headers.get("x-request-id"),
      headers: [...answer.headers],
      body: text,
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

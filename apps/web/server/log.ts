import { maskText } from "@crossdock/core";
import { currentCause } from "@crossdock/http";
import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stderr, so that stdout stays for what people read; secrets never reach them. */
export function createLog(level: string, to: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      redact: ["*.authorization", "*.cookie", "*.password", "*.headers", "*.body"],
      serializers: { err: withoutData },
      // Each line of a request or a job leads to its record and its trace.
      mixin: () => currentCause() ?? {},
    },
    to,
  );
}

/**
 * An error as the log may know it: what it is and where it comes from. Drivers put the data itself into
 * their errors (PostgreSQL's `detail` holds the whole row, a mail server's answer the reader's address):
 * so only these members are written, and what looks like an address or a secret is taken out of texts.
 */
export function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = "", cause } = error;
  const { code, table, column, constraint } = error as Error & Record<string, unknown>;
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    message: maskText(isAboutData(code) ? "the data does not fit" : message),
    ...{ code, table, column, constraint },
    stack: frames.join("\n"),
    ...(cause === undefined ? {} : { cause: withoutData(cause) }),
  };
}

// Class 22 of SQLSTATE: its messages quote what was sent.
function isAboutData(code: unknown): boolean {
  return typeof code === "string" && /^22[0-9A-Z]{3}$/.test(code);
}

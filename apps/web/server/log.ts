import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stderr, so that stdout stays for what people read; secrets never reach them. */
export function createLog(level: string): Log {
  return pino(
    { level, redact: ["*.authorization", "*.cookie", "*.password"] },
    pino.destination(2),
  );
}

import { AppError } from "@crossdock/core";
import { isUnavailable } from "@crossdock/db";

/** A fault of the start for the terminal: one line that names the mend where we know it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    return `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${Number(port) + 1} npm start`;
  }
  if (code === "EACCES" && port !== undefined) {
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
  }
  if (code === "EADDRNOTAVAIL") {
    return "HOST is no address of this machine. Use HOST=127.0.0.1, or HOST=0.0.0.0 for every network.";
  }
  if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
    return `${path ?? "The data folder"} cannot be written. Choose another folder: DATA_DIR=/path npm start`;
  }
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return `The database of DATABASE_URL cannot be reached (${error.message}). Start it, or unset DATABASE_URL.`;
  }
  if (isUnavailable(error)) {
    const reason = error.message.trim().split("\n").at(-1);
    return `The database went away while Crossdock started (${reason}). See that it runs, and start again.`;
  }
  if (error.name === "UsageError" || error instanceof AppError) return error.message;
  // PostgreSQL's own words for a wrong name, user or password.
  if (code === "3D000" || code === "28P01" || code === "28000") {
    return `The database of DATABASE_URL refuses us (${error.message}). Mend its name, user or password.`;
  }
  return error.message.split("\n").length <= 8 ? error.message : (error.stack ?? error.message);
}

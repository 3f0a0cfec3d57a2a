import { setTimeout as sleep } from "node:timers/promises";
import type { Prisma } from "./generated/client.ts";

/** The Prisma client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/**
 * Tries again, with a growing random pause, while PostgreSQL reports a serialization failure or a
 * deadlock; once more also where a row lock was not to be had: many may want one row, and be served
 * in turn.
 */
export async function retryOnConflict<T>(
  work: () => Promise<T>,
  { attempts = 3, pause = (attempt: number) => Math.random() * 20 * 2 ** attempt } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = isConflict(error) || (attempt === 1 && isLockTimeout(error));
      if (attempt >= attempts || !again) throw error;
      await sleep(pause(attempt));
    }
  }
}

/** The five-character SQLSTATE of a database error, wherever Prisma or pg put it. */
export function sqlState(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const found = stateOf(current);
    if (found !== null) return found;
  }
  return null;
}

/** True for the violation of a unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === "23505";
}

/** True when a row lock could not be had in `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === "55P03";
}

/**
 * True when the database could not be had just now: it is gone, full or too slow. The same call may
 * go well a moment later.
 */
export function isUnavailable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    const signs = [code, driverErrorOf(current)?.kind];
    if (signs.some((sign) => unavailableSigns.has(sign))) return true;
    if (lostConnection.test(current.message)) return true;
    const state = stateOf(current) ?? "";
    // Connection, resources and intervention by an operator, the timeout of a statement among them.
    if (state === "55P03" || /^(08|53|57)/.test(state)) return true;
  }
  return false;
}

// Node's for a connection, Prisma's for its pool and its transactions, its driver's for raw queries.
const unavailableSigns = new Set<unknown>([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"],
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"],
  ...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"],
]);

// pg gives these no code.
const lostConnection = /^Connection terminated|is not queryable$|^timeout exceeded when trying/;

function isConflict(error: unknown): boolean {
  const state = sqlState(error);
  return state === "40001" || state === "40P01";
}

const prismaStates: Record<string, string> = { P2002: "23505", P2003: "23503", P2034: "40001" };

function stateOf(error: Error): string | null {
  const { code } = error as { code?: unknown };
  const original = driverErrorOf(error)?.originalCode;
  if (typeof original === "string") return original;
  if (typeof code !== "string") return null;
  return prismaStates[code] ?? (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith("P2") ? code : null);
}

type DriverError = { kind?: unknown; originalCode?: unknown };

// What Prisma's driver said, where Prisma wraps it.
function driverErrorOf(error: Error): DriverError | undefined {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: DriverError } } };
  return meta?.driverAdapterError?.cause;
}

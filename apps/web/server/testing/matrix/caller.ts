import type { Owner } from "./world.ts";

export type Transport = "trpc" | "rest" | "mcp";

/** Somebody who calls, and what the table says of them. */
export type Caller = {
  name: string;
  /** What carries the credential. */
  headers: Record<string, string>;
  /** Where the credential is good; everywhere else the answer is 401, from another address 403. */
  goodFor: Transport | "bearer" | "elsewhere" | "nothing";
  may(permission: string, procedure: string): boolean;
  /** Whose rows the caller sees. */
  sees: readonly Owner[];
};

export function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** Somebody whose credential is good nowhere. */
export function stranger(name: string, headers: Record<string, string>): Caller {
  return { name, headers, goodFor: "nothing", may: () => false, sees: [] };
}

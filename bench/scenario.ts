import type { Pool } from "pg";
import type { Load } from "./load.ts";
import type { Result } from "./rounds.ts";
import type { Server } from "./server.ts";

/** What two servers on one database are asked, and how they must compare. */
export type Scenario = Load & {
  title: string;
  /** The least share of the second server's throughput that counts as reached. */
  target: number;
  /** @throws Error where the two servers do not do the same */
  verifyBefore(one: Server, other: Server, pool: Pool): Promise<void>;
  /** @throws Error where the database does not hold what was answered */
  verifyAfter(result: Result, pool: Pool): Promise<void>;
};

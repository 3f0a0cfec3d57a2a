export {
  type Database,
  type DatabaseOptions,
  insideTransaction,
  openDatabase,
  type PoolState,
  type Run,
} from "./client.ts";
export type { Copy, CopyPart } from "./copy.ts";
export {
  type CopyLines,
  type CopyValue,
  copyField,
  copyLine,
  createCopyLines,
} from "./copy-lines.ts";
export { type Alert, type AlertRule, Prisma, type PrismaClient } from "./generated/client.ts";
export type { JobDesk, JobQueue, StoredJob } from "./job-desk.ts";
export { type EnqueueOptions, type JobStats, type Jobs, startJobs } from "./jobs.ts";
export { type Live, openLive } from "./live.ts";
export {
  isLockTimeout,
  isUnavailable,
  isUniqueViolation,
  sqlState,
  type Tx,
} from "./transaction.ts";

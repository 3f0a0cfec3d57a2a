import { openDatabase, Prisma } from "@crossdock/db";
import { newId } from "@crossdock/core";
import { openBenchDatabase } from "./database.ts";
const database = await openBenchDatabase();
const db = openDatabase({ url: database.url, onError: console.error });
const now = new Date();
const audit = () => ({ id: newId("audit", now), action: "a.b", targetId: "x", transport: "rest", requestId: "r", actorKind: "k", actorId: "i", actorName: "n", createdAt: now });
const ops: Record<string, (tx: Prisma.TransactionClient) => Promise<unknown>> = {
  select1: (tx) => tx.$queryRaw`SELECT 1`,
  execRaw: (tx) => { const a = audit(); return tx.$executeRaw`INSERT INTO audit_entry (id, action, target_id, transport, request_id, actor_kind, actor_id, actor_name, created_at) VALUES (${a.id}, ${a.action}, ${a.targetId}, ${a.transport}, ${a.requestId}, ${a.actorKind}, ${a.actorId}, ${a.actorName}, ${a.createdAt})`; },
  create: (tx) => tx.auditEntry.create({ data: audit(), select: { id: true } }),
  createFull: (tx) => tx.auditEntry.create({ data: audit() }),
  createMany1: (tx) => tx.auditEntry.createMany({ data: audit() }),
  createMany2: (tx) => tx.auditEntry.createMany({ data: [audit(), audit()] }),
};
for (let round = 0; round < 3; round++) for (const [name, op] of Object.entries(ops)) {
  const n = 2000; 
  const s = process.cpuUsage();
  for (let t = 0; t < n / 20; t++) await db.prisma.$transaction(async (tx) => { for (let i = 0; i < 20; i++) await op(tx); });
  const e = process.cpuUsage(s);
  if (round) console.log(name, ((e.user + e.system) / n).toFixed(0), "us cpu");
}
await db.close(); await database.close();

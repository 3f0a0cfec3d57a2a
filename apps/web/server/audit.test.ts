import { verifyAudit } from "@crossdock/api";
import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { atRow } from "./testing/pause.ts";
import { runCli } from "./testing/run-cli.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await startTestApp();
});
afterAll(() => shop.close());

const chained = () => shop.product.db.prisma.auditLink.count();

test("a worker that is killed in the middle of chaining leaves no half batch, and another goes on", async () => {
  await write(3500);
  const total = await shop.product.db.prisma.auditEntry.count();
  await shop.product.jobs.enqueue("chain-audit", {});
  const killed = shop.serve({ PROCESSES: "api,worker" });
  await atRow(
    shop,
    { when: "INSERT", table: "audit_link", row: "NEW.seq = 3 AND NEW.position = 500" },
    async () => (await killed).end("SIGKILL"),
  );
  expect(await chained()).toBe(2000);
  expect(await verifyAudit(shop.product)).toMatchObject({ fault: null, entries: 2000 });

  await shop.product.jobs.enqueue("chain-audit", {});
  const next = await shop.serve({ PROCESSES: "api,worker" });
  await until("all is chained", async () => (await chained()) >= total);
  await next.end("SIGTERM");
  expect(await verifyAudit(shop.product)).toMatchObject({ fault: null });
});

test("doctor verifies the log, prints its head, and finds by it that the end was cut off", async () => {
  const before = await runCli(shop.env, "doctor").ended;
  expect(before.status).toBe(0);
  const [, head = ""] = /audit log .* head (\d+:[0-9a-f]{64})/.exec(before.stdout) ?? [];

  const { db } = shop.product;
  for (const table of ["audit_entry", "audit_link", "audit_batch"])
    await db.query("", `ALTER TABLE ${table} DISABLE TRIGGER USER`, []);
  for (const cut of [
    "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE seq > 3)",
    "DELETE FROM audit_link WHERE seq > 3",
    "DELETE FROM audit_batch WHERE seq > 3",
  ])
    await db.query("", cut, []);
  expect(await verifyAudit(shop.product)).toMatchObject({ fault: null });
  const found = await runCli(shop.env, "doctor", "--audit-head", head).ended;
  expect(found.status).toBe(1);
  expect(found.stdout).toMatch(/FAIL the audit log .*batch 3: the chain ends here/);
});

async function write(count: number): Promise<void> {
  const createdAt = new Date(Date.now() - 86_400_000);
  await shop.product.db.prisma.auditEntry.createMany({
    data: Array.from({ length: count }, () => ({
      ...{ id: newId("aud", createdAt), action: "things.update", transport: "trpc" as const },
      ...{ requestId: "req_1", actorKind: "user", actorId: "usr_1", actorName: "A", createdAt },
    })),
  });
}

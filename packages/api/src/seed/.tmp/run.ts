import { fixedClock } from "@crossdock/core";
import { openDatabase } from "@crossdock/db";
import { cloneTemplate, startTestServer } from "../../../../db/src/test-server.ts";
import { seedDemo } from "../index.ts";

const server = await startTestServer();
const { url } = await cloneTemplate(server.url);
const db = openDatabase({ url, max: 10, onError: () => {} });
const clock = fixedClock(new Date());
const services = {
  db,
  clock,
  identity: null as any,
  reactsTo: new Set(),
  appUrl: "http://x",
  connectors: null as any,
  live: { publish() {}, subscribe: () => () => {} },
  jobs: { async enqueue() {} },
} as any;
await db.prisma.shop.create({
  data: { name: "T", currency: "EUR", taxIncluded: true, demo: false, updatedAt: clock.now() },
});
const n = 0;
const t = performance.now();
const log = (l: string) =>
  console.log(Math.round(performance.now() - t), Math.round(process.cpuUsage().user / 1000), l);
await seedDemo(services, { log });
log("done");
for (const [q] of [
  ["select count(*) from event"],
  [
    "select deadlocks, xact_commit, xact_rollback from pg_stat_database where datname=current_database()",
  ],
])
  console.log(await db.query("", q!, []));
if (process.argv[2]) {
  const t = performance.now();
  await seedDemo(services, { log: () => {} });
  console.log("again", performance.now() - t);
  console.log(
    await db.prisma.order.count(),
    await db.prisma.customer.count(),
    await db.prisma.event.count(),
    await db.prisma.partner.count(),
    await db.prisma.product.count(),
  );
}
await db.close();
await server.stop();

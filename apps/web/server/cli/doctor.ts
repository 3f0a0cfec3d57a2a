import { type AuditReport, countWaiting, examine, type Head, verifyAudit } from "@crossdock/api";
import type { Product } from "../product.ts";
import { type Command, UsageError } from "./cli.ts";

export const doctor: Command = {
  name: "doctor",
  usage: "[--audit-head SEQ:HASH]",
  does: "Checks what must always hold (stock, totals, ledgers, the audit log) and fails where something does not. With the audit log's head of before, it also fails where the log was cut off since.",
  options: ["audit-head"],
  async run(cli, { values: { "audit-head": noted } }) {
    const witness = noted === undefined ? undefined : readHead(noted);
    const product = await cli.product();
    const findings = await examine(product.db.prisma);
    const lines = findings.map(({ rule, broken }) => ({
      good: broken === 0,
      text: `${rule}: ${broken}`,
    }));
    lines.push(await examineAudit(product, witness));
    for (const { good, text } of lines) cli.print(`${good ? "ok  " : "FAIL"} ${text}`);
    const failed = lines.filter(({ good }) => !good).length;
    if (failed > 0) throw new Error(`${failed} rules do not hold.`);
  },
};

async function examineAudit(product: Product, witness: Head | undefined) {
  const report = await verifyAudit(product, witness);
  const { seq, hash } = report.head;
  const waiting = await countWaiting(product);
  const counts = `${report.entries} sealed, ${waiting} waiting, head ${seq}:${hash}`;
  const verdict = report.fault ? describe(report.fault) : counts;
  return { good: !report.fault, text: `the audit log is as it was written: ${verdict}` };
}

function describe({ seq, entryId, what }: NonNullable<AuditReport["fault"]>): string {
  const where = seq === null ? [] : [`batch ${seq}`];
  return `${[...where, ...(entryId ? [entryId] : [])].join(", ")}: ${what}`;
}

function readHead(text: string): Head {
  const [, seq, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq && hash) return { seq: Number(seq), hash };
  throw new UsageError(
    "--audit-head takes what doctor prints as head: a number, a colon, 64 digits.",
  );
}

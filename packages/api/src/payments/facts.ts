import type { PaymentFact, PaymentSnapshot } from "@crossdock/connectors";
import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import { amountDiffers, type Finding } from "./findings.ts";
import type { PaymentRow } from "./render.ts";

type Row = Prisma.PaymentTransactionGetPayload<object>;

/**
 * Adds facts to the ledger of a locked payment and returns all of it. The ledger is a set: a fact is
 * known by its type and the provider's reference. What is told again moves a row only up its ranks,
 * and of two amounts the one that is worse for us counts, so that no order of telling matters.
 * @returns `news`: the types of what was not known before
 */
export async function addFacts(
  ctx: CommandContext,
  { id: paymentId, currency }: PaymentRow,
  snapshot: PaymentSnapshot,
): Promise<{ facts: Row[]; news: ReadonlySet<Row["type"]>; differing: Finding[] }> {
  const known = await ctx.db.paymentTransaction.findMany({ where: { paymentId } });
  const rows = new Map(known.map((row) => [keyOf(row.type, row.providerRef), row]));
  const news = new Set<Row["type"]>();
  const differing: Finding[] = [];
  for (const fact of toldFacts(snapshot)) {
    const key = keyOf(fact.type, fact.ref);
    const row = rows.get(key);
    if (row && row.amount !== BigInt(fact.amount))
      differing.push(amountDiffers(row, fact, currency));
    const next = row ? await mergeFact(ctx, row, fact) : await insertFact(ctx, paymentId, fact);
    if (next !== row) news.add(next.type);
    rows.set(key, next);
  }
  return { facts: [...rows.values()], news, differing };
}

/** All that a snapshot says of money: its refunds are facts as well. */
function toldFacts({ facts, refunds = [] }: PaymentSnapshot): PaymentFact[] {
  const returned = refunds.map(({ ref, status, amount, at }): PaymentFact => {
    return {
      type: "refund",
      ref,
      status: status === "requires_action" ? "pending" : status,
      amount,
      at,
    };
  });
  return [...facts, ...returned].filter(({ amount }) => amount > 0);
}

function insertFact(
  ctx: CommandContext,
  paymentId: string,
  { type, ref, status, amount, at }: PaymentFact,
): Promise<Row> {
  return ctx.db.paymentTransaction.create({
    data: {
      id: newId("ptx", ctx.now),
      paymentId,
      type,
      status,
      amount,
      providerRef: ref,
      source: ctx.transport,
      occurredAt: at,
      createdAt: ctx.now,
    },
  });
}

async function mergeFact(ctx: CommandContext, row: Row, fact: PaymentFact): Promise<Row> {
  const ranks = givesBack.has(row.type) ? returnRanks : moneyRanks;
  const told = BigInt(fact.amount);
  const worse = givesBack.has(row.type) ? told > row.amount : told < row.amount;
  const data = {
    status: ranks[fact.status] > ranks[row.status] ? fact.status : row.status,
    amount: worse ? told : row.amount,
    occurredAt: new Date(Math.min(fact.at.getTime(), row.occurredAt.getTime())),
  };
  const isSameTime = data.occurredAt.getTime() === row.occurredAt.getTime();
  const same = data.status === row.status && data.amount === row.amount && isSameTime;
  return same ? row : ctx.db.paymentTransaction.update({ where: { id: row.id }, data });
}

const givesBack: ReadonlySet<string> = new Set(["refund", "void", "chargeback"]);

// What has come in stays; what was given back may come back, since a refund can fail after it succeeded.
const moneyRanks = { pending: 0, canceled: 1, failed: 2, succeeded: 3 };
const returnRanks = { pending: 0, succeeded: 1, canceled: 2, failed: 3 };

function keyOf(type: string, ref: string): string {
  return `${type} ${ref}`;
}

import { AppError, newId, toPage } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { toInquiry } from "./render.ts";
import {
  AnswerInquiry,
  CreateInquiry,
  GetInquiry,
  Inquiry,
  InquiryPage,
  ListInquiries,
} from "./schema.ts";

export const inquiriesRouter = router({
  list: query("inquiries:read")
    .meta({ rest: "GET /inquiries", summary: "List inquiries", mcp: true })
    .input(ListInquiries)
    .output(InquiryPage)
    .query(async ({ ctx, input: { limit, cursor, status } }) => {
      const rows = await ctx.db.inquiry.findMany({
        where: {
          status,
          ...ownRows(ctx.principal, "inquiry"),
          ...startingAfter(cursor),
        },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toInquiry);
    }),

  get: query("inquiries:read")
    .meta({ rest: "GET /inquiries/{id}", summary: "Get an inquiry", mcp: true })
    .input(GetInquiry)
    .output(Inquiry)
    .query(async ({ ctx, input: { id } }) =>
      toInquiry(await findInquiry(ctx.db, { id, ...ownRows(ctx.principal, "inquiry") })),
    ),

  create: command("inquiries:write")
    .meta({
      rest: "POST /inquiries",
      mcp: true,
      summary: "Submit an inquiry",
      status: 201,
      idempotencyKey: "accepted",
      example: { name: "Zoë Ångström", email: "zoe@example.com", message: "Do you ship to Malta?" },
    })
    .input(CreateInquiry)
    .output(Inquiry)
    .mutation(async ({ ctx, input }) => {
      const { partnerId } = ctx.principal;
      const row = await ctx.db.inquiry.create({
        data: {
          ...input,
          id: newId("inq", ctx.now),
          partnerId,
          status: "open",
          createdAt: ctx.now,
          updatedAt: ctx.now,
        },
      });
      ctx.emit("inquiry.created", toInquiry(row), partnerId);
      return toInquiry(row);
    }),

  answer: command("inquiries:write")
    .meta({
      rest: "POST /inquiries/{id}/answer",
      mcp: true,
      summary: "Answer an inquiry",
      // It sends an e-mail.
      cost: 5,
      errors: ["transition_invalid"],
      example: { answer: "Yes, in three working days." },
    })
    .input(AnswerInquiry)
    .output(Inquiry)
    .mutation(async ({ ctx, input: { id, answer } }) => {
      await findInquiry(ctx.db, { id, ...ownRows(ctx.principal, "inquiry") });
      const count = await ctx.db.$executeRaw`
        UPDATE inquiry SET answer = ${answer}, status = 'answered', answered_at = ${ctx.now},
          updated_at = ${ctx.now}, version = version + 1
        WHERE id = ${id} AND status = 'open'`;
      if (count === 0)
        throw new AppError("transition_invalid", { detail: "It is answered already." });
      const row = await findInquiry(ctx.db, { id });
      ctx.emit("inquiry.answered", toInquiry(row), row.partnerId);
      return toInquiry(row);
    }),
});

async function findInquiry(
  db: Pick<Tx, "inquiry">,
  where: { id: string } & Prisma.InquiryWhereUniqueInput,
) {
  const row = await db.inquiry.findUnique({ where });
  if (!row) throw new AppError("not_found", { detail: `There is no inquiry ${where.id}.` });
  return row;
}

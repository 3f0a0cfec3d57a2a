import { AppError, type Page, toPage } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import type { IdempotencyRecord, ListIdempotency } from "./schema.ts";

type Record = z.input<typeof IdempotencyRecord>;

type Row = Pick<Record, "id" | "key" | "operation" | "state" | "objectId"> & {
  caller: string;
  name: string | null;
  createdAt: Date;
};

/**
 * What is kept of keyed requests, newest first. The answers themselves stay where they are: they may
 * tell of people.
 * @throws AppError `validation_failed` where the cursor is none of this list
 */
export async function listIdempotency(
  { db }: Pick<QueryContext, "db">,
  { key, cursor, limit }: z.output<typeof ListIdempotency>,
): Promise<Page<Record>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.*, k.name FROM (
      SELECT ${rowId} AS id, caller, operation, key, state, output ->> 'id' AS "objectId",
        created_at AS "createdAt"
      FROM idempotency_key
      WHERE starts_with(key, ${key ?? ""}) ${after(cursor)}
      ORDER BY created_at DESC, ${rowId} DESC LIMIT ${limit + 1}
    ) r LEFT JOIN api_key k ON r.caller = 'apiKey:' || k.id
    ORDER BY "createdAt" DESC, id DESC`;
  const { data, hasMore } = toPage(rows, limit, (row) => row);
  const last = data.at(-1);
  return { data: data.map(toRecord), hasMore, nextCursor: hasMore && last ? toCursor(last) : null };
}

// The table's key has three parts, the last of them the caller's own text.
const rowId = Prisma.sql`md5(concat_ws(' ', caller, operation, key))`;

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.empty;
  const [, at, id] = cursorPattern.exec(cursor) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) throw badCursor();
  return Prisma.sql`AND (created_at, ${rowId}) < (${new Date(at)}, ${id})`;
}

const cursorPattern = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f]{32})$/;

function toCursor({ createdAt, id }: Row): string {
  return `${createdAt.toISOString()}_${id}`;
}

function badCursor(): AppError {
  const detail = "This is no cursor of this list.";
  const fix = "Send nextCursor of the page before, unchanged, or leave it out.";
  return new AppError("validation_failed", {
    detail: "The cursor is not valid.",
    errors: [{ pointer: "#/cursor", code: "invalid_cursor", detail, fix }],
  });
}

function toRecord({ caller, name, createdAt, ...row }: Row): Record {
  const [kind = "", id = ""] = caller.split(":");
  return { ...row, caller: { kind, id, name }, createdAt: createdAt.toISOString() };
}

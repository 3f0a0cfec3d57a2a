import { AppError } from "@crossdock/core";
import type { Tx } from "@crossdock/db";

/** @throws AppError `not_found` */
export async function findPartner(db: Pick<Tx, "partner">, id: string) {
  const row = await db.partner.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", { detail: `There is no partner ${id}.` });
  return row;
}

import { AppError } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";

/**
 * For a step that would take away what mappings need.
 * @param mend what has to be done with them before, such as "switch them off"
 * @throws AppError `conflict` with the names of the mappings, where there are such
 */
export async function refuseMapped(
  db: Pick<Tx, "mapping">,
  where: Prisma.MappingWhereInput,
  mend: (them: string) => string,
): Promise<void> {
  const count = await db.mapping.count({ where });
  if (count === 0) return;
  const order = { orderBy: { name: "asc" as const }, take: shownMax };
  const rows = await db.mapping.findMany({ where, ...order, select: { name: true } });
  const more = count > shownMax ? [`${count - shownMax} more`] : [];
  const names = new Intl.ListFormat("en").format([...rows.map(({ name }) => name), ...more]);
  const detail =
    count === 1
      ? `The mapping ${names} uses it: ${mend("it")} first.`
      : `The mappings ${names} use it: ${mend("them")} first.`;
  throw new AppError("conflict", { detail });
}

const shownMax = 3;

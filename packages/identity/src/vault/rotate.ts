import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@crossdock/db";
import { sealedWith, sealWith, type Vault } from "../vault.ts";
import { type DataKey, forgetKey, formerKeys, type Keyring } from "./keyring.ts";
import { type SealedPlace, sealedPlaces } from "./places.ts";

export type Rotation = {
  /** How many texts were sealed anew. */
  sealed: number;
  /** True where this has ended a rotation that was cut off. */
  resumed: boolean;
};

export type RotateOptions = {
  db: Database;
  keyring: Keyring;
  vault: Vault;
  places?: readonly SealedPlace[];
  /**
   * How long the former key is kept at least: until what others had begun to seal with it is stored.
   * Transactions last 20 seconds at the most.
   */
  graceMs?: number;
};

/**
 * Seals every secret with a new data key and forgets the former ones. Secrets can be read and written
 * meanwhile. Cut off at any point it harms nothing, and the next call ends it.
 * @throws Error naming the places that still need a former key, which is then kept
 */
export async function rotateSecrets(options: RotateOptions): Promise<Rotation> {
  const { db, keyring, vault, places = sealedPlaces, graceMs = 30_000 } = options;
  const { resumed, ...current } = await keyring.renew();
  const sealAll = async () => {
    let sealed = 0;
    for (const place of places) sealed += await sealPlace({ db, vault, current, place });
    return sealed;
  };
  let sealed = await sealAll();
  for (let late = 1; late > 0; sealed += late) {
    await sleep(graceMs);
    late = await sealAll();
  }
  for (const id of await formerKeys(db)) await forget(db, id);
  return { sealed, resumed };
}

type Work = { db: Database; vault: Vault; current: DataKey; place: SealedPlace };

async function sealPlace({ db, vault, current, place }: Work): Promise<number> {
  const { table, id, column } = place;
  const [read, write] = [readBatch(place), writeBatch(place)];
  let sealed = 0;
  for (let last = ""; ; ) {
    const rows = await db.query<Record<string, string>>(`read ${table}.${column}`, read, [
      ...[last, `${sealedWith(current.id)}%`],
    ]);
    if (rows.length === 0) return sealed;
    const [ids, before, after]: [string[], string[], string[]] = [[], [], []];
    for (const row of rows) {
      last = row[id] ?? "";
      const old = row[column] ?? "";
      const plain = await openOrNull(vault, old, place.purpose(row));
      if (plain === null) continue;
      ids.push(last);
      before.push(old);
      after.push(sealWith(current, plain, place.purpose(row)));
    }
    const written = await db.query(`write ${table}.${column}`, write, [ids, before, after]);
    sealed += written.length;
  }
}

// A text that does not open must not keep the others on the former key; `forget` will name it.
function openOrNull(vault: Vault, sealed: string, purpose: string): Promise<string | null> {
  return vault.open(sealed, purpose).catch(() => null);
}

function readBatch({ table, id, column }: SealedPlace): string {
  return `SELECT * FROM "${table}" WHERE "${id}" > $1 AND "${column}" NOT LIKE $2
    ORDER BY "${id}" LIMIT 200`;
}

// Only where the text is still the one that was read: what was stored meanwhile stays.
function writeBatch({ table, id, column }: SealedPlace): string {
  return `UPDATE "${table}" AS t SET "${column}" = n.after
    FROM unnest($1::text[], $2::text[], $3::text[]) AS n(id, before, after)
    WHERE t."${id}" = n.id AND t."${column}" = n.before RETURNING 1`;
}

async function forget(db: Database, id: number): Promise<void> {
  const users = await findUsers(db, id);
  if (users.length === 0) return forgetKey(db, id);
  throw new Error(
    `Data key ${id} is kept: ${users.join(", ")} has texts that do not open or are in no list of places.`,
  );
}

// Not the listed places alone: whoever forgets to list one would lose its secrets for ever.
async function findUsers(db: Database, id: number): Promise<string[]> {
  const columns = await db.query<{ table: string; column: string }>("", textColumns, []);
  const users: string[] = [];
  for (const { table, column } of columns) {
    const anyRow = `SELECT 1 FROM "${table}" WHERE "${column}" LIKE $1 LIMIT 1`;
    const rows = await db.query("", anyRow, [`${sealedWith(id)}%`]);
    if (rows.length > 0) users.push(`${table}.${column}`);
  }
  return users;
}

const textColumns = `
  SELECT c.table_name AS table, c.column_name AS column
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = current_schema() AND c.data_type = 'text' AND t.table_type = 'BASE TABLE'`;

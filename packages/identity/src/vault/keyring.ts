import { randomBytes } from "node:crypto";
import type { Clock } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import { deriveKey } from "../secrets.ts";
import { decrypt, encrypt } from "./cipher.ts";

export type DataKey = { id: number; key: Buffer };

/** The keys that the product works with, kept in the database under the key of the application secret. */
export type Keyring = {
  /** The key of this name, the same in every process and after the application secret was changed. */
  named(name: string): Promise<Buffer>;
  /** What new secrets are sealed with now. */
  current(): Promise<DataKey>;
  /** What a secret was sealed with. @throws Error where there is no such key */
  get(id: number): Promise<Buffer>;
  /** A new key to seal with; `resumed` where a rotation was begun before and has not ended. */
  renew(): Promise<DataKey & { resumed: boolean }>;
};

export type KeyringOptions = {
  db: Database;
  clock: Clock;
  secret: string;
  /** The application secret before this one: what it had wrapped is wrapped anew. */
  previousSecret?: string;
};

/** @throws Error that names the mend where the application secret is not the one of this database */
export async function openKeyring(options: KeyringOptions): Promise<Keyring> {
  const { db, clock, secret, previousSecret } = options;
  const kek = deriveKey(secret, keyWrapping);
  const opened = new Map<number, Buffer>();
  const names = new Map<string, Promise<Buffer>>();

  function unwrap(row: Row): Buffer {
    const key = decrypt(kek, Buffer.from(row.wrapped, "base64url"), contextOf(row));
    opened.set(row.id, key);
    return key;
  }

  async function add(tx: Tx, name: string, key: Buffer = randomBytes(32)): Promise<DataKey> {
    const [next] = await tx.$queryRaw<{ id: number }[]>`
      SELECT nextval(pg_get_serial_sequence('data_key', 'id'))::int AS id`;
    const { id } = next ?? { id: 0 };
    const wrapped = wrap(kek, { id, name }, key);
    await tx.dataKey.create({ data: { id, name, wrapped, createdAt: clock.now() } });
    opened.set(id, key);
    return { id, key };
  }

  function findOrAdd(name: string): Promise<Buffer> {
    return locked(db, async (tx) => {
      const row = await tx.dataKey.findFirst({ where: { name } });
      if (row) return unwrap(row);
      const first = name === onceDerived ? deriveKey(previousSecret ?? secret, name) : undefined;
      return (await add(tx, name, first)).key;
    });
  }

  await locked(db, async (tx) => {
    const rows = await tx.dataKey.findMany();
    await rewrap(tx, rows, kek, previousSecret);
    if (!rows.some(({ name }) => name === vaultName)) await add(tx, vaultName);
  });

  return {
    named(name) {
      const known = names.get(name) ?? findOrAdd(name);
      names.set(name, known);
      // A fault of the database now must not be the answer for ever.
      known.catch(() => names.delete(name));
      return known;
    },
    async current() {
      const row = await db.prisma.dataKey.findFirstOrThrow(newest);
      return { id: row.id, key: opened.get(row.id) ?? unwrap(row) };
    },
    async get(id) {
      const known = opened.get(id);
      if (known) return known;
      const row = await db.prisma.dataKey.findFirst({ where: { id, name: vaultName } });
      if (!row) throw new Error(`There is no data key ${id}.`);
      return unwrap(row);
    },
    renew: () =>
      locked(db, async (tx) => {
        const [last, ...older] = await tx.dataKey.findMany(newest);
        if (last && older.length > 0) return { id: last.id, key: unwrap(last), resumed: true };
        return { ...(await add(tx, vaultName)), resumed: false };
      }),
  };
}

/** Deletes a data key. What is still sealed with it can never be opened again. */
export async function forgetKey(db: Database, id: number): Promise<void> {
  await db.prisma.dataKey.deleteMany({ where: { id, name: vaultName } });
}

/** The data keys before the newest. */
export async function formerKeys(db: Database): Promise<number[]> {
  const [, ...older] = await db.prisma.dataKey.findMany(newest);
  return older.map(({ id }) => id);
}

type Row = { id: number; name: string; wrapped: string };

const keyWrapping = "key wrapping";
const vaultName = "vault";
// Before there was this table it came of the application secret: the API keys of then must go on.
const onceDerived = "api keys";
const newest = { where: { name: vaultName }, orderBy: { id: "desc" } } as const;

// One process at a time makes or wraps keys, so that all hold the same.
function locked<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' data keys'))`;
    return work(tx);
  });
}

async function rewrap(tx: Tx, rows: Row[], kek: Buffer, previousSecret?: string): Promise<void> {
  const former = previousSecret && deriveKey(previousSecret, keyWrapping);
  for (const row of rows) {
    if (tryUnwrap(kek, row)) continue;
    const key = former && tryUnwrap(former, row);
    if (!key) throw new Error(wrongSecret);
    await tx.dataKey.update({ where: { id: row.id }, data: { wrapped: wrap(kek, row, key) } });
  }
}

const wrongSecret =
  "The application secret (APP_SECRET, APP_SECRET_FILE, or `secret` in the data folder) does not open the keys of this database. Restore it; or, if it was changed, set APP_SECRET_PREVIOUS to the former one.";

function wrap(kek: Buffer, row: Omit<Row, "wrapped">, key: Buffer): string {
  return encrypt(kek, key, contextOf(row)).toString("base64url");
}

function tryUnwrap(kek: Buffer, row: Row): Buffer | null {
  try {
    return decrypt(kek, Buffer.from(row.wrapped, "base64url"), contextOf(row));
  } catch {
    return null;
  }
}

function contextOf({ id, name }: Omit<Row, "wrapped">): string {
  return `data key ${id} ${name}`;
}

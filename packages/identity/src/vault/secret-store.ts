import { AppError, type Clock, newId } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import type { Vault } from "../vault.ts";

/** Whose secret it is (such as `connector:stripe`), its name, and the one host that may be told. */
export type SecretHandle = { owner: string; name: string; host: string };

/** Credentials for third parties. They go in and are used; nobody reads them. */
export type SecretStore = {
  /** Keeps a secret; one of the same owner and name is replaced. */
  put(tx: Tx, handle: SecretHandle, value: string): Promise<void>;
  remove(tx: Tx, handle: Omit<SecretHandle, "host">): Promise<void>;
  /**
   * For use at `host`; null where there is none.
   * @throws AppError `connector_not_configured` where it was entered for another host
   */
  read(handle: SecretHandle): Promise<string | null>;
  /** What there is, without the secrets. */
  list(owner: string): Promise<{ name: string; host: string; updatedAt: Date }[]>;
};

export function createSecretStore(db: Database, vault: Vault, clock: Clock): SecretStore {
  return {
    async put(tx, { owner, name, host }, value) {
      const now = clock.now();
      const sealed = await vault.seal(value, secretPurpose({ owner, name, host }));
      await tx.secret.upsert({
        where: { owner_name: { owner, name } },
        create: {
          ...{ id: newId("sec", now), owner, name, host, sealed },
          ...{ createdAt: now, updatedAt: now },
        },
        update: { host, sealed, updatedAt: now },
      });
    },
    async remove(tx, { owner, name }) {
      await tx.secret.deleteMany({ where: { owner, name } });
    },
    async read(handle) {
      const { owner, name, host } = handle;
      const row = await db.prisma.secret.findUnique({ where: { owner_name: { owner, name } } });
      if (!row) return null;
      // Against a changed address that would have the credential sent to somebody else. Who changes
      // the row's host as well meets the seal, which is bound to it.
      if (row.host !== host) throw forAnotherHost(row.name, row.host, host);
      return vault.open(row.sealed, secretPurpose(handle));
    },
    list: (owner) =>
      db.prisma.secret.findMany({
        where: { owner },
        select: { name: true, host: true, updatedAt: true },
        orderBy: { name: "asc" },
      }),
  };
}

export function secretPurpose({ owner, name, host }: SecretHandle): string {
  return `secret ${JSON.stringify([owner, name, host])}`;
}

function forAnotherHost(name: string, host: string, asked: string): AppError {
  return new AppError("connector_not_configured", {
    detail: `The stored ${name} is for ${host}. Enter it anew to use it with ${asked}.`,
  });
}

import type { Clock } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import type { Vault } from "./vault.ts";

/** Where people may sign in besides here; `oidc` is any issuer of OpenID Connect. */
export const loginProviderIds = ["google", "github", "facebook", "x", "oidc"] as const;
export type LoginProviderId = (typeof loginProviderIds)[number];

type LoginProviderFacts = {
  id: LoginProviderId;
  name: string;
  clientId: string;
  /** Of `oidc` alone, without a slash at the end. */
  issuer: string | null;
};

export type LoginProvider = LoginProviderFacts & { clientSecret: string };

/** The providers that are configured: by the environment, which goes before, or by the settings. */
export type LoginProviders = {
  configured(): Promise<LoginProvider[]>;
  /** Without their secrets. */
  list(): Promise<(LoginProviderFacts & { source: "environment" | "settings" })[]>;
  put(tx: Tx, provider: LoginProvider): Promise<void>;
  remove(tx: Tx, id: LoginProviderId): Promise<boolean>;
};

export type LoginProvidersOptions = {
  db: Database;
  clock: Clock;
  vault: Vault;
  /** What the environment says. */
  fixed: readonly LoginProvider[];
};

export function createLoginProviders(options: LoginProvidersOptions): LoginProviders {
  const { db, clock, vault, fixed } = options;
  const isFixed = (id: string) => fixed.some((provider) => provider.id === id);

  async function stored() {
    const rows = await db.prisma.loginProvider.findMany();
    return rows.flatMap((row) => {
      const id = loginProviderIds.find((one) => one === row.id);
      return id && !isFixed(id) ? [{ ...row, id, name: row.name ?? defaultNames[id] }] : [];
    });
  }

  return {
    async configured() {
      const opened = (await stored()).map(async ({ id, name, clientId, issuer, clientSecret }) => ({
        ...{ id, name, clientId, issuer },
        clientSecret: await vault.open(clientSecret, loginProviderPurpose(id)),
      }));
      return inTurn([...fixed, ...(await Promise.all(opened))]);
    },

    async list() {
      const facts = ({ id, name, clientId, issuer }: LoginProviderFacts) => ({
        ...{ id, name, clientId, issuer },
      });
      return inTurn([
        ...fixed.map((one) => ({ ...facts(one), source: "environment" as const })),
        ...(await stored()).map((one) => ({ ...facts(one), source: "settings" as const })),
      ]);
    },

    async put(tx, { id, name, clientId, issuer, clientSecret }) {
      const sealed = await vault.seal(clientSecret, loginProviderPurpose(id));
      const row = { name, clientId, issuer, clientSecret: sealed, updatedAt: clock.now() };
      await tx.loginProvider.upsert({ where: { id }, create: { id, ...row }, update: row });
    },

    async remove(tx, id) {
      return (await tx.loginProvider.deleteMany({ where: { id } })).count === 1;
    },
  };
}

export const defaultNames: Record<LoginProviderId, string> = {
  google: "Google",
  github: "GitHub",
  facebook: "Facebook",
  x: "X",
  oidc: "Single sign-on",
};

export function loginProviderPurpose(id: string): string {
  return `login provider ${id}`;
}

function inTurn<Provider extends LoginProviderFacts>(providers: Provider[]): Provider[] {
  const place = ({ id }: Provider) => loginProviderIds.indexOf(id);
  return providers.sort((one, other) => place(one) - place(other));
}

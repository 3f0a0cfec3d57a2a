import { buildRegistry } from "@crossdock/adapters";
import type { Connectors } from "@crossdock/connectors";
import { createAnyApi } from "@crossdock/connectors/openapi";
import {
  fixedClock,
  newId,
  type Principal,
  systemPrincipal,
  type UserPrincipal,
  unlimited,
} from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { createHttpClient } from "@crossdock/http";
import { createIdentity, type Identity, type IdentityOptions } from "@crossdock/identity";
import { customerScopes, grantableScopes, permissionsOf } from "../access.ts";
import type { Caller } from "../caller.ts";
import { createConnectorStore } from "../connectors/store.ts";
import { jobs, reactsTo } from "../jobs.ts";
import type { PublicApi } from "../operations/public-api.ts";
import type { Context, Services } from "../procedure/context.ts";
import { partnerRole } from "../procedure/permissions.ts";
import { createCallerFactory } from "../procedure/trpc.ts";
import { appRouter } from "../router.ts";
import { connectorsWith, testSecret } from "./connectors.ts";
import { createTestQueue, emptyDesk } from "./queue.ts";

export * from "./connectors.ts";
export * from "./eur.ts";
export * from "./logs.ts";
export * from "./loopback-api.ts";
export * from "./money.ts";
export * from "./outcome.ts";
export * from "./rollups.ts";
export * from "./stock.ts";

/** The product without its transports, on a database of its own. */
export type TestProduct = {
  services: Services;
  db: Database;
  clock: ReturnType<typeof fixedClock>;
  /** The shop's owner, by default; any principal otherwise. */
  as(principal?: Principal, more?: Partial<Context>): Caller;
  /** What a transport would make for a call of the shop's owner. */
  context: Context;
  /** Works off every job that is queued now, and those that these queue, whenever they are due. */
  runJobs(): Promise<void>;
  /** The names of the jobs that are queued. */
  queuedJobs(): Promise<string[]>;
  /** Another process's: it knows nothing but what the database says. */
  newIdentity(more?: Pick<IdentityOptions, "loginProviders">): Promise<Identity>;
  close(): Promise<void>;
};

export async function createTestProduct(
  overrides: { connectors?: Connectors; variables?: Record<string, string> } = {},
): Promise<TestProduct> {
  const { url, drop } = await createTestDatabase();
  let closing = false;
  // Dropping the database cuts connections that are still saying goodbye.
  const onError = (error: Error) => void (closing || console.error(error));
  const db = openDatabase({ url, max: 10, onError });
  const clock = fixedClock(new Date());
  const queue = await createTestQueue(db);
  const live: Services["live"] = { publish: () => {}, subscribe: () => () => {} };
  const http = createHttpClient({ allowLoopback: true, now: () => new Date() });
  const base = { db, live, secret: testSecret, clock, permissionsOf, onError, oauth, http };
  const newIdentity: TestProduct["newIdentity"] = (more) => createIdentity({ ...base, ...more });
  const identity = await newIdentity();
  const { variables } = overrides;
  const store = createConnectorStore(db, identity.secrets);
  const services: Services = {
    db,
    clock,
    identity,
    reactsTo,
    grantableScopes,
    publicApi,
    appUrl,
    anyApi: createAnyApi(http, () => clock.now()),
    connectors: overrides.connectors ?? connectorsWith(variables, { store }),
    live,
    process: { startedAt: clock.now(), version: "0.0.0", eventLoop: { samples: () => [] } },
    sendAgain: () => Promise.reject(new Error("There is no REST here")),
    certificate: async () => null,
    requests: {
      flush: async () => {},
      stats: () => ({ recorded: 0, dropped: 0, waiting: 0 }),
      retentionDays: 30,
    },
    jobs: queue,
    pauses: { of: () => null, renew: async () => {} },
    jobDesk: emptyDesk,
    backgroundJobs: jobs,
  };
  await db.prisma.shop.create({
    data: {
      name: "Test shop",
      currency: "EUR",
      taxIncluded: true,
      demo: false,
      updatedAt: clock.now(),
    },
  });
  const context: Context = {
    services,
    principal: owner,
    transport: "trpc",
    requestId: newId("req", clock.now()),
  };
  return {
    services,
    db,
    clock,
    context,
    as: (principal = owner, more = {}) => createCaller({ ...context, principal, ...more }),
    async runJobs() {
      const asJob: Context = { ...context, principal: systemPrincipal("jobs"), transport: "job" };
      for (let next = await queue.take(); next; next = await queue.take()) {
        const { name, data } = next;
        await jobs.find((job) => job.name === name)?.run(asJob, data);
      }
    },
    queuedJobs: queue.names,
    newIdentity,
    async close() {
      closing = true;
      await identity.close();
      await db.close();
      await drop();
    },
  };
}

const createCaller = createCallerFactory(appRouter);

const publicApi: PublicApi = {
  versions: [{ name: "v1", released: "2026-09-01", operations: buildRegistry(appRouter) }],
};

const appUrl = "http://localhost:3000";

const oauth = {
  issuer: appUrl,
  resources: { audiences: new Map([[`${appUrl}/api`, `${appUrl}/api`]]), default: `${appUrl}/api` },
  scopes: grantableScopes,
  customerScopes,
  http: createHttpClient({ allowLoopback: false, now: () => new Date() }),
};

export const owner: Principal = userOf("owner");

/** A member of the team with this role. */
export function userOf(role: string): UserPrincipal {
  const id = "usr_00000000000000000000000000";
  const permissions = permissionsOf(role);
  return {
    kind: "user",
    id,
    name: role,
    role,
    sessionId: "ses_test",
    partnerId: null,
    permissions,
  };
}

/** A developer of this partner, signed in to the portal. */
export function developerOf(partnerId: string): Principal {
  const id = `usr_${partnerId.slice(4)}`;
  return { ...userOf(partnerRole), id, name: "developer", partnerId };
}

/** An API key of this partner with these scopes; all of them by default. */
export function keyOf(
  partnerId: string | null,
  scopes: readonly string[] = grantableScopes,
): Principal {
  const id = `key_${partnerId?.slice(4) ?? "00000000000000000000000000"}`;
  return {
    kind: "apiKey",
    id,
    originId: id,
    name: "key",
    partnerId,
    permissions: new Set(scopes),
    limits: unlimited,
    apiVersion: null,
    expiresAt: null,
  };
}

/** A customer, through a program of this partner. */
export function customerOf(
  customerId: string,
  { partnerId = null, clientId = "cli_test", scopes = customerScopes }: Partial<Program> = {},
): Principal {
  return {
    kind: "customer",
    id: customerId,
    name: "a program",
    clientId,
    partnerId,
    permissions: new Set(scopes),
    limits: unlimited,
    apiVersion: null,
  };
}

type Program = { partnerId: string | null; clientId: string; scopes: readonly string[] };

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Caller, callAs, grantableScopes } from "@crossdock/api";
import { type Env, loadEnv } from "@crossdock/config/env";
import { type Principal, systemPrincipal, unlimited } from "@crossdock/core";
import type { TestDatabase } from "@crossdock/db/test-server";
import { createLog } from "../log.ts";
import { composeProduct, type Product } from "../product.ts";
import { setUp } from "../setup.ts";
import { type ServerEnv, type ServerProcess, startServer } from "./server-process.ts";

/** A shop on a database of its own: procedures at hand in the test, and server processes beside it. */
export type TestApp = {
  product: Product;
  /** What every process of this shop is started with. */
  env: ServerEnv;
  /** The procedures, called as the product itself or as somebody else. */
  as(principal?: Principal): Caller;
  /** Starts a process on the shop's database; it is ended with the shop at the latest. */
  serve(env?: ServerEnv): Promise<ServerProcess>;
  /** A new API key: of the shop, or of a partner; with every scope by default. */
  createKey(options?: { partnerId?: string; scopes?: readonly string[] }): Promise<string>;
  /** A new partner's id. */
  createPartner(): Promise<string>;
  /** Signs a new member of the team in. */
  signIn(role?: Role): Promise<{ userId: string; cookie: string }>;
  /** A new product with one variant. */
  sell(stock: number, price?: number): Promise<{ id: string; sku: string }>;
  close(): Promise<void>;
};

type Role = Parameters<Caller["users"]["create"]>[0]["role"];

/** On a migrated database, which is dropped with the shop. */
export async function startAppOn(database: TestDatabase, extra: ServerEnv = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "crossdock-test-app-"));
  const env: ServerEnv = {
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    APP_SECRET: "a secret for tests, at least thirty-two characters",
    PROCESSES: "api",
    LOG_LEVEL: "silent",
    ...extra,
  };
  const product = await compose(loadEnv(env));
  const servers: ServerProcess[] = [];
  let made = 0;
  const as = (principal: Principal = systemPrincipal("tests")) => callAs(product, principal, "cli");
  return {
    product,
    env,
    as,
    async serve(more) {
      const server = await startServer({ ...env, LOG_LEVEL: "error", ...more });
      servers.push(server);
      return server;
    },
    async createKey({ partnerId, scopes = grantableScopes } = {}) {
      const options = { name: "test", partnerId, scopes: [...scopes], limits: unlimited };
      return (await as().keys.create(options)).key;
    },
    async createPartner() {
      return (await as().partners.create({ name: `Partner ${++made}` })).id;
    },
    async signIn(role = "owner") {
      const email = `member-${++made}@example.com`;
      const { id: userId } = await as().users.create({ email, name: "Member", role });
      const { token } = await product.identity.sessions.start(userId);
      return { userId, cookie: `crossdock.session=${token}` };
    },
    async sell(stock, price = 1000) {
      const sku = `SKU-${++made}`;
      const variants = [{ sku, price: { amount: price, currency: "EUR" }, stock }];
      const { id } = await as().products.create({ title: sku, status: "active", variants });
      return { id, sku };
    },
    async close() {
      await Promise.all(servers.map((server) => server.end("SIGKILL")));
      await product.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

// The test's own view of the shop: the same composition as a server's, without a worker.
async function compose(env: Env): Promise<Product> {
  const { DATABASE_URL: url = "", APP_SECRET: secret = "" } = env;
  const log = createLog(env.LOG_LEVEL);
  const product = await composeProduct({ env, url, secret, log, worker: false });
  const step = <T>(_name: string, work: (log: () => void) => Promise<T>) => work(() => {});
  await setUp(product, env, { line: () => {}, step });
  return product;
}

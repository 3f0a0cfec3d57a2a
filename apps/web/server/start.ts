import type { Server } from "node:http";
import { Server as TlsServer } from "node:https";
import { type Env, exportEnv } from "@crossdock/config/env";
import { migrate } from "@crossdock/db/migrate";
import type { Metrics } from "@crossdock/telemetry";
import { startAuditWitness } from "./audit-witness.ts";
import { createCallerOf } from "./caller-of.ts";
import { type Capacity, createCapacity } from "./capacity.ts";
import { createCatalog } from "./catalog.ts";
import { createClientAddress } from "./client-address.ts";
import { createCspReports } from "./csp-reports.ts";
import { startDatabase } from "./database.ts";
import { createFiles } from "./files.ts";
import { securityHeaders } from "./headers.ts";
import { createHealth } from "./health.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { createHttpServer } from "./http.ts";
import { createInbound } from "./inbound.ts";
import { createLog, type Log } from "./log.ts";
import { createMcp } from "./mcp.ts";
import { createMetricsMount } from "./metrics/metrics.ts";
import { openMetrics } from "./metrics/open.ts";
import { createMounts, createProbeMounts, type Probes } from "./mounts.ts";
import { createOauthMount } from "./oauth.ts";
import { createIsOperator } from "./operator.ts";
import { createPages } from "./pages.ts";
import { createPaymentReturn } from "./payment-return.ts";
import { composeProduct, type Product } from "./product.ts";
import { createDetails } from "./requests/detail.ts";
import { createObserver } from "./requests/observer.ts";
import { createResourceMetadata } from "./resource-metadata.ts";
import { createRest } from "./rest.ts";
import { createSay, type Say } from "./say.ts";
import { appSecret } from "./secret.ts";
import { setUp } from "./setup.ts";
import { followTls, readTls, type TlsPair } from "./tls.ts";
import { createTrpc } from "./trpc.ts";
import { welcome } from "./welcome.ts";
import { startWorker } from "./worker.ts";

export type Running = { url: string; stop(): Promise<void> };

/**
 * Starts the processes that `PROCESSES` names: database, migrations, first set-up, then the doors.
 * @throws Error whose message `explain` turns into a line for the terminal
 */
export async function start(env: Env, { dev }: { dev: boolean }): Promise<Running> {
  const say = createSay();
  const log = createLog(env.LOG_LEVEL);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const tls = readTls(env);
    const database = await startDatabase(env, say.line);
    stops.push(database.stop);
    await migrateIfNeeded(database.url, say);
    const secret = await appSecret(env);
    const worker = env.PROCESSES.includes("worker");
    const product = await composeProduct({ env, url: database.url, secret, log, worker });
    stops.push(product.close);
    const capacity = createCapacity();
    const metrics = openMetrics(product, capacity);
    stops.push(async () => metrics.close());
    if (product.otlp) stops.push(product.otlp.watch(metrics.read));
    const firstRun = await setUp(product, env, say);
    if (worker) {
      await startWorker(product, log);
      stops.push(await startAuditWitness(product, log));
      stops.push(
        startHeartbeat(product, env.HEARTBEAT_URL, (err) =>
          log.warn({ err }, "the heartbeat was not told"),
        ),
      );
    }
    const serving = serve(product, env, { dev, tls, log, stops, capacity, metrics });
    if (isWorkerAlone(env)) await serving.catch((error) => tellUnwatched(error, say));
    else say.line(welcome(await serving, firstRun));
    return { url: env.APP_URL, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isWorkerAlone({ PROCESSES }: Env): boolean {
  return PROCESSES.every((process) => process === "worker");
}

/** Several workers of one machine may be started alike: jobs matter more than who asks how they do. */
function tellUnwatched(error: NodeJS.ErrnoException, say: Say): void {
  if (error.code !== "EADDRINUSE") throw error;
  say.line(
    "• The port is taken: /livez, /readyz and /metrics of this worker want a PORT of their own",
  );
}

async function migrateIfNeeded(url: string, say: Say): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) say.line(`✓ Database migrated (${applied.length} steps)`);
}

type ServeOptions = {
  dev: boolean;
  tls: TlsPair | undefined;
  log: Log;
  capacity: Capacity;
  metrics: Metrics;
  stops: (() => Promise<unknown>)[];
};

async function serve(
  product: Product,
  env: Env,
  { dev, tls, log, stops, capacity, metrics }: ServeOptions,
): Promise<string> {
  const { db, jobs, clock, recorder } = product;
  const isOperator = createIsOperator(env.METRICS_TOKEN);
  const health = await createHealth({ db, jobs, clock, isOperator });
  const hasToken = env.METRICS_TOKEN !== undefined;
  const probes = { health, metrics: createMetricsMount({ metrics, isOperator, hasToken }) };
  const clientAddress = createClientAddress(env.TRUST_PROXY);
  const mountOf = isWorkerAlone(env)
    ? createProbeMounts(probes)
    : await openMounts(product, env, { dev, log, stops, probes, clientAddress });
  const headers = securityHeaders(product.appUrl);
  const observer = createObserver({
    ...{ recorder, addressOf: clientAddress, ipPolicy: env.LOG_IP },
    ...{ now: () => clock.now(), detailOf: createDetails({ settings: product.operationSettings }) },
    onSlow: ({ requestId, traceId, transport, operation, status, durationUs }) =>
      log.warn(
        { ...{ requestId, traceId, transport, operation, status }, durationMs: durationUs / 1000 },
        "slow request",
      ),
  });
  const server = createHttpServer({
    mountOf,
    log,
    headers,
    tls,
    capacity,
    observer,
  });
  await listen(server, env);
  if (server instanceof TlsServer) {
    const unfollow = followTls(server, env, log);
    stops.push(async () => unfollow());
  }
  stops.push(() => {
    health.drain();
    return close(server);
  });
  return env.APP_URL;
}

type MountOptions = Pick<ServeOptions, "dev" | "log" | "stops"> & {
  probes: Probes;
  clientAddress: ReturnType<typeof createClientAddress>;
};

async function openMounts(
  product: Product,
  env: Env,
  { dev, log, stops, probes, clientAddress }: MountOptions,
) {
  exportEnv({ NEXTAUTH_URL: env.APP_URL, NEXT_TELEMETRY_DISABLED: "1" });
  const callerOf = createCallerOf(product, env.TRUST_PROXY);
  const pages = env.PROCESSES.includes("web")
    ? await createPages(product, callerOf, dev)
    : undefined;
  if (pages) stops.push(pages.close);
  const access = { product, callerOf, log, origins: env.CORS_ORIGINS };
  return createMounts({
    probes,
    catalog: createCatalog(product.appUrl),
    cspReports: createCspReports(log, product.clock),
    resourceMetadata: createResourceMetadata(product.appUrl, product.grantableScopes),
    oauth: createOauthMount(product, callerOf),
    mcp: createMcp(access),
    files: createFiles(product),
    paymentReturn: createPaymentReturn(product),
    api: {
      rest: createRest(access),
      trpc: createTrpc(product, log),
      inbound: createInbound(product, clientAddress),
    },
    pages: pages?.handle,
  });
}

function listen(server: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
}

// Requests that run are finished; idle connections and event streams are not waited for.
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.emit("stopping");
    // A connection is idle once its last request is answered: not all are at the first look.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });
}

import {
  createConnectorStore,
  createInboundSources,
  createOperationSettings,
  createPauses,
  customerScopes,
  grantableScopes,
  type InboundSources,
  jobs as jobList,
  logTopic,
  type OperationSettings,
  type Pauses,
  permissionsOf,
  reactsTo,
  type Services,
} from "@crossdock/api";
import type { Env } from "@crossdock/config/env";
import { createConnectors } from "@crossdock/connectors";
import { createAnyApi } from "@crossdock/connectors/openapi";
import { systemClock } from "@crossdock/core";
import {
  type Database,
  type Jobs,
  type Live,
  openDatabase,
  openLive,
  startJobs,
} from "@crossdock/db";
import { type HttpClient, isLoopbackUrl } from "@crossdock/http";
import { createIdentity, type Identity } from "@crossdock/identity";
import {
  createNdjsonSink,
  createPostgresSink,
  createRecorder,
  createRollups,
  type Recorder,
  watchEventLoop,
} from "@crossdock/telemetry";
import type { Otlp } from "@crossdock/telemetry/otlp";
import { createInbox, createVerdicts, type Inbox, type Verdicts } from "@crossdock/webhooks";
import manifest from "../package.json" with { type: "json" };
import { createBackgroundErrors } from "./background-errors.ts";
import type { Log } from "./log.ts";
import { loginProvidersOf } from "./login-providers.ts";
import { createMeters, type Meters } from "./metrics/meters.ts";
import { openOtlp } from "./otlp.ts";
import { createOutside, type Outside } from "./outside.ts";
import { publicApi } from "./public-api.ts";
import { resourcesOf } from "./resources.ts";
import { createSendAgain } from "./send-again.ts";
import { certificateOf } from "./tls.ts";

/** The composed product: what the procedures need, and how to end it. */
export type Product = Services & {
  db: Database;
  jobs: Jobs;
  live: Live;
  identity: Identity;
  /** Where webhooks are stored. */
  inbox: Inbox;
  /** How webhooks ended. */
  verdicts: Verdicts;
  /** The way to a collector of OpenTelemetry, where one is named. */
  otlp: Otlp | null;
  /** What is counted for `/metrics` alone. */
  meters: Meters;
  /** How many hosts were called, by whether they are left alone now. */
  breakers: Outside["breakers"];
  /** Whose webhooks come in without code of ours. */
  inboundSources: InboundSources;
  /** What admins have switched off or limited. */
  operationSettings: OperationSettings;
  /** Takes the record of every request and of every connector's call. */
  recorder: Recorder;
  /** What somebody has paused. */
  pauses: Pauses;
  /** The secret of the test provider's links and webhooks. */
  testSecret: string;
  /** Whether a sign-in may reach this machine. */
  allowLoopback: boolean;
  /** The secret of NextAuth's own short-lived cookies. */
  authSecret: string;
  /** For addresses that the operator's variables name. */
  operatorHttp: HttpClient;
  close(): Promise<void>;
};

export type ProductOptions = { env: Env; url: string; secret: string; log: Log; worker: boolean };

/** Puts the packages together: the one place where each is told of the others. */
export async function composeProduct({
  env,
  url,
  secret,
  log,
  worker,
}: ProductOptions): Promise<Product> {
  const clock = systemClock;
  const onError = createBackgroundErrors(log, clock);
  const eventLoop = watchEventLoop({ clock });
  const otlp = await openOtlp(env, clock, onError);
  const db = openDatabase({ url, onError, onQuery: otlp?.onQuery });
  const live = await openLive(db, onError);
  // Whoever works on this machine alone may sign in by a provider on it.
  const allowLoopback = [env.APP_URL, env.OIDC_ISSUER].some(
    (address) => address !== undefined && isLoopbackUrl(address),
  );
  const loginProviders = loginProvidersOf(env);
  const previousSecret = env.APP_SECRET_PREVIOUS;
  const now = () => clock.now();
  const meters = createMeters();
  const pauses = await createPauses({ db, live, onError });
  const paused = () => pauses.of("outgoing") !== null;
  const ndjson = env.REQUEST_LOG ? [createNdjsonSink(env.REQUEST_LOG)] : [];
  const rollups = createRollups({
    ...{ db, clock },
    // Only of the API's: a page that asks anew on this would otherwise be told of its own question.
    onWritten: (transports) => {
      if (transports.has("rest") || transports.has("mcp")) live.publish(["operations", "usage"]);
    },
  });
  const tellTails = () => live.publish([logTopic]);
  const recorder = createRecorder({
    sinks: [createPostgresSink(db, tellTails), ...ndjson, ...(otlp ? [otlp.sink] : [])],
    rollups,
    onError,
  });
  const outside = createOutside({
    ...{ appUrl: env.APP_URL, db, now, log, onError, meters, recorder, paused },
  });
  const identity = await createIdentity({
    ...{ db, live, secret, previousSecret, clock, permissionsOf, onError },
    oauth: {
      issuer: env.APP_URL,
      resources: resourcesOf(env.APP_URL),
      scopes: grantableScopes,
      customerScopes,
      http: outside.always.strangers,
    },
    http: outside.always.entered,
    limitsIn: env.REDIS_URL ? { redisUrl: env.REDIS_URL } : env.LIMITS,
    loginProviders,
  }).catch(async (error: unknown) => {
    await recorder.close();
    await otlp?.close();
    await live.close();
    await db.close();
    throw error;
  });
  const jobs = await startJobs({
    ...{ url, worker, onError, names: jobList.map(({ name }) => name) },
    scheduled: jobList.flatMap(({ name, cron }) => (cron ? [name] : [])),
    slow: jobList.flatMap(({ name, takesLong }) => (takesLong ? [name] : [])),
  });
  const inbox = createInbox(db, jobs);
  const verdicts = meters.webhooks(createVerdicts({ db, live, clock, onError }));
  const inboundSources = createInboundSources({ db, live, vault: identity.vault });
  const operationSettings = await createOperationSettings({ db, live, onError });
  const testSecret = (await identity.keyring.named("test payments")).toString("hex");
  const connectors = createConnectors({
    ...{ http: outside.strangers, loopbackHttp: outside.loopback, appUrl: env.APP_URL },
    ...{ now, testSecret, variables: env },
    store: createConnectorStore(db, identity.secrets),
  });
  const stopListening = live.subscribe((topics) => {
    if (topics.includes("connectors") || topics.includes("*")) connectors.forget();
  });
  let sendAgain: Product["sendAgain"] | undefined;
  const product: Product = {
    ...{ db, live, jobs, identity, clock, connectors, reactsTo, grantableScopes, testSecret },
    ...{ publicApi, operationSettings, allowLoopback, inbox, inboundSources, verdicts },
    ...{ meters, breakers: outside.breakers },
    operatorHttp: outside.always.loopback,
    certificate: async () => certificateOf(env),
    ...{ jobDesk: jobs.desk, backgroundJobs: jobList, pauses },
    ...{
      recorder,
      otlp,
      requests: { ...recorder, retentionDays: env.LOG_RETENTION_DAYS },
    },
    anyApi: createAnyApi(outside.entered, now),
    process: { startedAt: clock.now(), version: manifest.version, eventLoop },
    appUrl: env.APP_URL,
    // It is the REST API over again: made when somebody asks for it.
    sendAgain: (call, context) => {
      sendAgain ??= createSendAgain(product, log);
      return sendAgain(call, context);
    },
    authSecret: (await identity.keyring.named("next-auth")).toString("hex"),
    async close() {
      await jobs.stop();
      eventLoop.close();
      stopListening();
      operationSettings.close();
      pauses.close();
      inboundSources.close();
      await verdicts.close();
      await identity.close();
      await live.close();
      await outside.close();
      await recorder.close();
      await otlp?.close();
      await db.close();
    },
  };
  return product;
}

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { TestDatabase } from "@crossdock/db/test-server";
import { startFakeProviders } from "@crossdock/fake-providers";
import { startAppOn } from "../app-on.ts";
import { type Answer, type Call, send } from "../rest-client.ts";
import { freePort, type ServerProcess } from "../server-process.ts";
import type { Dice } from "./dice.ts";
import { rootFile } from "./root-file.ts";

export type FaultShop = Awaited<ReturnType<typeof startFaultShop>>;

/** A shop in a process that can be killed, and providers that outlive it. */
export async function startFaultShop(database: TestDatabase, dice: Dice) {
  const fake = await startFakeProviders({ random: dice.random });
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const app = await startAppOn(database, {
    ...{ PROCESSES: "api,worker", PORT: port, APP_URL: url, NODE_EXTRA_CA_CERTS: rootFile(fake) },
    ...{ STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_WEBHOOK_SECRET: "whsec_for_tests" },
    STRIPE_API_BASE: fake.url,
    ...{ PAYPAL_CLIENT_ID: "client", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: "WH-1" },
    PAYPAL_API_BASE: fake.url,
  });
  fake.stripe.deliverTo(`${url}/api/webhooks/stripe`, "whsec_for_tests");
  fake.paypal.deliverTo(`${url}/api/webhooks/paypal`, "WH-1");
  const key = await app.createKey({ partnerId: await app.createPartner() });
  let server: Promise<ServerProcess> = app.serve();
  await server;

  return {
    app,
    fake,
    /** Ends the process at once, as a power cut does, and starts the next. */
    async kill(): Promise<void> {
      const dying = await server;
      const gone = dying.end("SIGKILL");
      server = gone.then(() => app.serve());
      server.catch(() => {});
      await gone;
    },
    /** Resolves when the process of now takes requests. */
    async ready(): Promise<void> {
      await server;
    },
    /** Asks until there is an answer that is one, as a careful caller does: with one key throughout. */
    async ask(call: Omit<Call, "key">): Promise<Answer> {
      const headers = { ...call.headers, "Idempotency-Key": randomUUID() };
      for (let tries = 0; tries < 200; tries++) {
        const answer = await send(url, { ...call, key, headers }).catch(() => null);
        if (answer && answer.status < 500 && !isBusy(answer)) return answer;
        await server.catch(() => {});
        await pause(50);
      }
      throw new Error(`No answer to ${call.method} ${call.path}`);
    },
    async close(): Promise<void> {
      await (await server).end("SIGKILL");
      await fake.close();
      await app.close();
    },
  };
}

// A twin of the same key is still running, or was when its process died.
function isBusy({ status, headers }: Answer): boolean {
  return status === 429 || (status === 409 && headers.has("retry-after"));
}

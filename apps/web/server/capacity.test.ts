import { Agent, get, type IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { answerJson } from "./answer.ts";
import { createCapacity } from "./capacity.ts";
import { securityHeaders } from "./headers.ts";
import { createHttpServer } from "./http.ts";
import { createLog } from "./log.ts";
import { listen } from "./testing/listen.ts";
import { testObserver } from "./testing/observer.ts";
import { until } from "./testing/until.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test("64 requests run, 512 wait, more are told to come again, and the health is always told", async () => {
  const { url, gate, running } = await startSlowServer();
  const refused: IncomingMessage[] = [];
  const all = [...Array(64 + 512 + 3)].map(async () => {
    const answer = await ask(`${url}/slow`);
    if (answer.statusCode === 503) refused.push(answer);
    return answer.statusCode;
  });
  await until("three are refused", () => refused.length === 3);
  expect(running()).toBe(64);
  expect(refused[0]?.headers).toMatchObject({
    "retry-after": "1",
    "content-type": "application/problem+json",
  });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  gate.resolve();
  const served = (await Promise.all(all)).filter((status) => status === 200);
  expect(served).toHaveLength(64 + 512);
});

test("an open event stream takes no place, and nothing else can pass for one", async () => {
  const { url, gate, running } = await startSlowServer();
  const headers = { Accept: "text/event-stream" };
  const streams = [...Array(64)].map(() => ask(`${url}/trpc`, headers));
  const others = [...Array(70)].map(() => ask(`${url}/slow`, headers));
  await until("all that may run do", () => running() === 128);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  expect(running()).toBe(128);
  gate.resolve();
  await Promise.all([...streams, ...others]);
});

test("who has waited too long is told so, and his place goes to the next", async () => {
  const capacity = createCapacity({ running: 1, waiting: 2, waitMsMax: 20 });
  const gate = Promise.withResolvers<void>();
  const first = capacity.run(() => gate.promise);
  const busy = { code: "unavailable", retryAfter: 1 };
  await expect(capacity.run(async () => "too late")).rejects.toMatchObject(busy);
  const patient = capacity.run(async () => "in time");
  gate.resolve();
  expect(await patient).toBe("in time");
  await first;
});

test("a request that fails gives its place back", async () => {
  const capacity = createCapacity({ running: 1, waiting: 0 });
  const fail = () => capacity.run(() => Promise.reject(new Error("broken")));
  await expect(fail()).rejects.toThrow("broken");
  await expect(fail()).rejects.toThrow("broken");
  expect(await capacity.run(async () => "runs")).toBe("runs");
});

async function startSlowServer() {
  const gate = Promise.withResolvers<void>();
  let running = 0;
  const server = createHttpServer({
    log: createLog("silent"),
    headers: securityHeaders("http://localhost:3000"),
    observer: testObserver().observer,
    mountOf: (path) => ({
      transport: path === "/livez" ? "health" : path === "/trpc" ? "trpc" : "rest",
      async handle(_req, res) {
        if (path !== "/livez") {
          running++;
          await gate.promise;
        }
        answerJson(res, 200, {});
      },
    }),
  });
  const url = await listen(server);
  ends.push(() => {
    gate.resolve();
    server.close();
    server.closeAllConnections();
  });
  return { url, gate, running: () => running };
}

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

function ask(url: string, headers = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => resolve(response.resume())).on("error", reject);
  });
}

import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerJson } from "./answer.ts";
import { createHttpServer } from "./http.ts";
import { served } from "./public-api.ts";
import { listen } from "./testing/listen.ts";
import { testObserver } from "./testing/observer.ts";

const logged: string[] = [];
const server = createHttpServer({
  log: pino({ level: "trace" }, { write: (line: string) => logged.push(line) }),
  headers: {},
  observer: testObserver().observer,
  mountOf: () => ({ transport: "rest", handle: async (_, res) => answerJson(res, 200, {}) }),
});
let url: string;
beforeAll(async () => {
  url = await listen(server);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const secret = "hunter2hunter2hunter2";
const key = `cdk_live_${"a1B2".repeat(11)}xy`;
const refused = [
  ...["api_key", "apikey", "api-key", "API_KEY", "x-api-key", "key", "access_token", "accessToken"],
  ...["token", "client_secret", "clientSecret", "secret", "password", "Authorization"],
].flatMap((name) => [`/api/v2/products?${name}=${secret}`, `/mcp?a=1&${name}=${secret}`]);
const others = [
  `/oauth/token?client_secret=${secret}`,
  `/api/products?access_token=${secret}`,
  `/api/trpc/keys.get?token=${secret}`,
  `/api/webhooks/stripe?key=${secret}`,
  `/api/v2/products?q=${key}`,
  `/api/v2/products/${key}`,
  `/api/v2/me?x=cds_${"a1B2".repeat(11)}xy`,
];

test.each([...refused, ...others])(
  "%s is refused, and its value is told to nobody",
  async (path) => {
    logged.length = 0;
    const response = await fetch(url + path);
    const body = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      code: "bad_request",
      detail: expect.stringContaining("Authorization: Bearer"),
    });
    const lines = logged.join("");
    expect(lines).toContain("a credential in a URL was refused");
    for (const told of [lines, body, JSON.stringify([...response.headers])]) {
      expect(told).not.toContain(secret);
      expect(told).not.toContain("a1B2a1B2");
    }
  },
);

test.each([
  "/api/v2/products?q=key&monkey=1",
  "/api/v2/keys?cursor=key_01jd7m3v9kf4s8qzt5w2x6y7ab",
  "/login/link?token=abc",
  "/api/auth/callback/link?token=abc",
  "/oauth/authorize?client_id=cli_1&state=abc&code_challenge=abc",
  "/docs?key=1",
])("%s is none of these", async (path) => {
  expect((await fetch(url + path)).status).toBe(200);
});

test("no operation has a parameter of such a name", () => {
  const queries = served.flatMap(({ operations }) =>
    operations.filter(({ method }) => method === "GET" || method === "DELETE"),
  );
  const members = queries.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}));
  expect(members).toContain("limit");
  expect(members.filter((name) => refused.some((path) => path.includes(`?${name}=`)))).toEqual([]);
});

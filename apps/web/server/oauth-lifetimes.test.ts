import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, setScene } from "./testing/oauth-attacks.ts";
import { type OauthShop, startOauthShop } from "./testing/oauth-shop.ts";
import { freePort, type ServerProcess } from "./testing/server-process.ts";
import { until } from "./testing/until.ts";

let shop: OauthShop;
let scene: Scene;
let second: ServerProcess;
beforeAll(async () => {
  shop = await startOauthShop();
  scene = await setScene(shop);
  second = await shop.app.serve({ PORT: String(await freePort()) });
});
afterAll(() => shop.close());

type Tokens = { access_token: string; refresh_token: string };
const tokensIn = (answer: Response) => answer.json() as Promise<Tokens>;

function kidOf(token: string): string {
  const [header = ""] = token.split(".");
  return JSON.parse(Buffer.from(header, "base64url").toString()).kid;
}

const statusOf = async (token: string, url?: string, path = "/api/v2/me") =>
  (await shop.get(path, token, url)).status;

/** The seconds until every process refuses the token. */
async function refusedAfter(token: string): Promise<number> {
  const start = performance.now();
  await until("both processes refuse the token", async () => {
    const statuses = await Promise.all([statusOf(token), statusOf(token, second.url)]);
    return statuses.every((status) => status === 401);
  });
  return (performance.now() - start) / 1000;
}

async function warm(token: string): Promise<void> {
  expect([await statusOf(token), await statusOf(token, second.url)]).toEqual([200, 200]);
}

test("a code that comes twice is refused, and takes back what it gave", async () => {
  const code = await scene.code();
  const { access_token, refresh_token } = await tokensIn(await scene.exchange(code));
  await warm(access_token);
  expect((await scene.exchange(code)).status).toBe(400);
  expect(await refusedAfter(access_token)).toBeLessThan(1);
  expect((await scene.refresh(refresh_token)).status).toBe(400);
});

test("a refresh token that comes twice is refused with its whole family", async () => {
  const first = await scene.tokens();
  const next = await tokensIn(await scene.refresh(first.refresh_token));
  await warm(next.access_token);
  expect((await scene.refresh(first.refresh_token)).status).toBe(400);
  expect(await refusedAfter(next.access_token)).toBeLessThan(1);
  expect((await scene.refresh(next.refresh_token)).status).toBe(400);
});

test("of two uses of a code at once one wins, and nothing of it lives on", async () => {
  const code = await scene.code();
  const answers = await Promise.all(Array.from({ length: 8 }, () => scene.exchange(code)));
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true);
  for (const answer of won) {
    const { access_token, refresh_token } = await tokensIn(answer);
    expect(await refusedAfter(access_token)).toBeLessThan(1);
    expect((await scene.refresh(refresh_token)).status).toBe(400);
  }
});

test("of many uses of a refresh token at once one wins", async () => {
  const { refresh_token } = await scene.tokens();
  const sent = Array.from({ length: 8 }, () => scene.refresh(refresh_token));
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.every((status) => status === 200 || status === 400)).toBe(true);
});

test("what ends a token ends it in every process within a second", async () => {
  const { clients, partners } = shop.app.as();
  const partnerId = await shop.app.createPartner();
  const machines = await Promise.all(
    [undefined, undefined, partnerId].map((partner) => shop.machine(["products:read"], partner)),
  );
  const tokens = await Promise.all(machines.map((machine) => scene.machineToken(machine)));
  const customers = await scene.tokens();
  for (const token of [...tokens, customers.access_token]) await warm(token);
  const [byItself = "", ofClient = "", ofPartner = ""] = tokens;

  await scene.post("revoke", { token: byItself, ...scene.as(machines[0] ?? scene.machine) });
  expect(await refusedAfter(byItself)).toBeLessThan(1);

  await clients.revoke({ id: machines[1]?.id ?? "" });
  expect(await refusedAfter(ofClient)).toBeLessThan(1);

  await partners.update({ id: partnerId, status: "suspended" });
  expect(await refusedAfter(ofPartner)).toBeLessThan(1);

  const { data: grants } = await clients.grants({ id: scene.web.id });
  await clients.revokeGrant({ id: scene.web.id, customerId: grants[0]?.id ?? "" });
  expect(await refusedAfter(customers.access_token)).toBeLessThan(1);
  expect((await scene.refresh(customers.refresh_token)).status).toBe(400);
});

test("tokens of the key before live on after a rotation, and of one that leaked do not", async () => {
  const { keys } = shop.app.product.identity.oauth;
  const old = await scene.machineToken();
  const announced = await keys.rotate({ atOnce: false });
  const published = async () =>
    ((await (await fetch(`${shop.url}/oauth/jwks`)).json()) as { keys: { kid: string }[] }).keys;
  await until("the new key is published", async () =>
    (await published()).some(({ kid }) => kid === announced.kid),
  );
  const still = await scene.machineToken();
  expect(kidOf(still)).toBe(kidOf(old));
  await warm(old);

  const { kid } = await keys.rotate({ atOnce: true });
  expect(await refusedAfter(old)).toBeLessThan(1);
  await until("the server signs with the new key", async () =>
    (await published()).every((key) => key.kid === kid),
  );
  const fresh = await scene.machineToken();
  expect(kidOf(fresh)).toBe(kid);
  await warm(fresh);
});

// Last: the server of the shop is another one afterwards.
test("a refresh token that was used before a restart is refused after it, with its family", async () => {
  const first = await scene.tokens();
  const next = await tokensIn(await scene.refresh(first.refresh_token));
  await warm(next.access_token);
  await shop.server.end("SIGKILL");
  await shop.app.serve();
  expect((await scene.refresh(first.refresh_token)).status).toBe(400);
  expect(await refusedAfter(next.access_token)).toBeLessThan(1);
  expect((await scene.refresh(next.refresh_token)).status).toBe(400);
});

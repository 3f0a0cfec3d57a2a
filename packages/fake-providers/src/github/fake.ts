import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type GithubDelivery = {
  /** Of 64 bits, as GitHub's are. */
  id: bigint;
  guid: string;
  event: string;
  body: string;
  deliveredAt: Date;
  redelivery: boolean;
  status: number;
};

/** One hook of GitHub's, with its API: it remembers deliveries, and sends one again only when asked. */
export type FakeGithub = {
  hookUrl: string;
  token: string;
  /** In the order of their time. */
  deliveries: GithubDelivery[];
  /** The ids that a redelivery was asked for. */
  asked: bigint[];
  /** The next requests are answered by these. */
  faults: { status: number; headers?: Record<string, string> }[];
  emit(event: string, payload: object): Promise<GithubDelivery>;
  /** Once what was asked for was sent. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  now(): Date;
  /** Takes a delivery to its address. @returns the status that it answered */
  deliver(delivery: Pick<GithubDelivery, "guid" | "event" | "body">): Promise<number>;
};

/** After docs.github.com/rest/repos/webhooks. */
export async function startFakeGithub({ now, deliver }: Options): Promise<FakeGithub> {
  const token = `ghp_${randomUUID()}`;
  const path = "/repos/octo/shop/hooks/4711";
  const deliveries: GithubDelivery[] = [];
  const asked: bigint[] = [];
  const faults: FakeGithub["faults"] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  // The first is odd, and past what a number of JavaScript's tells apart.
  let lastId = 9_007_199_254_740_992n;

  const server = createServer((req, res) => {
    const url = new URL(req.url ?? "", hookUrl());
    const fault = faults.shift();
    if (fault) return void res.writeHead(fault.status, fault.headers).end("{}");
    if (req.headers.authorization !== `Bearer ${token}`) return void res.writeHead(401).end("{}");
    // GitHub refuses whoever does not say his name.
    if (!req.headers["user-agent"]) return void res.writeHead(403).end("{}");
    if (req.method === "GET" && url.pathname === `${path}/deliveries`) return list(url, res);
    const [, id] = /^\/deliveries\/(\d+)\/attempts$/.exec(url.pathname.slice(path.length)) ?? [];
    const known = deliveries.find((one) => String(one.id) === id);
    if (req.method !== "POST" || !known) return void res.writeHead(404).end("{}");
    asked.push(known.id);
    underWay = Promise.all([underWay, send({ ...known, redelivery: true })]);
    res.writeHead(202).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...{ token, deliveries, asked, faults, hookUrl: hookUrl() },
    emit: (event, payload) =>
      send({ guid: randomUUID(), event, body: JSON.stringify(payload), redelivery: false }),
    settled: async () => void (await underWay),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function hookUrl(): string {
    return `${url}${path}`;
  }

  type Sent = Pick<GithubDelivery, "guid" | "event" | "body" | "redelivery">;

  async function send({ guid, event, body, redelivery }: Sent): Promise<GithubDelivery> {
    const delivery = { guid, event, body, redelivery, id: ++lastId, deliveredAt: now(), status: 0 };
    // What cannot be reached is listed with 502.
    delivery.status = await deliver(delivery).catch(() => 502);
    deliveries.push(delivery);
    return delivery;
  }

  function list({ searchParams }: URL, res: ServerResponse): void {
    const size = Number(searchParams.get("per_page") ?? 30);
    const cursor = searchParams.get("cursor")?.replace("v1_", "");
    const end = deliveries.findIndex(({ id }) => String(id) === cursor) + 1;
    const rest = deliveries.slice(0, end || deliveries.length).reverse();
    const next = rest[size];
    const link = `<${hookUrl()}/deliveries?per_page=${size}&cursor=v1_${next?.id}>; rel="next"`;
    res.setHeader("content-type", "application/json");
    if (next) res.setHeader("link", link);
    res.end(`[${rest.slice(0, size).map(shown).join()}]`);
  }
}

function shown({ id, guid, event, deliveredAt, redelivery, status }: GithubDelivery): string {
  const words = status >= 200 && status < 300 ? "OK" : "failed to connect";
  const rest = { guid, event, redelivery, status: words, status_code: status };
  const json = JSON.stringify({ ...rest, delivered_at: deliveredAt, installation_id: null });
  return `{"id":${id},${json.slice(1)}`;
}

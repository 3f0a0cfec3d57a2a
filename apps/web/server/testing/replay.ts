import { signTestEvent, type TestEventType } from "@crossdock/connectors";
import { createNames, type Names } from "./names.ts";
import { untilWorkedOff } from "./stripe-shop.ts";
import type { TestApp } from "./test-app.ts";

/** A request and its answer, as both were on the wire but for the names of `createNames`. */
type Exchange = {
  name: string;
  request: {
    method: string;
    path: string;
    /** A credential is written by the name of its key: `Bearer {north}`. */
    headers?: Record<string, string>;
    body?: string;
  };
  response: { status: number; headers: Record<string, string>; body: string };
};

/** What happens between requests, where REST has no way to do it. */
type Happening =
  | { name: string; procedure: "payments.markPaid"; input: { id: string } }
  | { name: string; procedure: "fulfillments.create"; input: { orderId: string } }
  | { name: string; webhook: TestEventType; payment: string };

export type Step = Exchange | Happening;

/** Goes through the steps in order and returns them with the answers that came this time. */
export async function replay(
  app: TestApp,
  { url, keys }: { url: string; keys: Record<string, string> },
  steps: Step[],
): Promise<Step[]> {
  const names = createNames();
  const replayed: Step[] = [];
  for (const step of steps) {
    if ("request" in step) replayed.push(await exchange(names, url, keys, step));
    else {
      await happen(app, url, JSON.parse(names.reveal(JSON.stringify(step))));
      replayed.push(step);
    }
  }
  return replayed;
}

async function exchange(
  names: Names,
  url: string,
  keys: Record<string, string>,
  { name, request }: Exchange,
): Promise<Exchange> {
  const { method, path, headers = {}, body } = request;
  const sent = Object.entries(headers).map(([header, value]): [string, string] => [
    header,
    value.replace(/\{(\w+)\}/, (whole, key) => keys[key] ?? whole),
  ]);
  const answer = await fetch(`${url}${names.reveal(path)}`, {
    method,
    headers: sent,
    body: body === undefined ? undefined : names.reveal(body),
  });
  const text = hideOffers(answer.status, names.hide(await answer.text()));
  const kept = promised.flatMap((header): [string, string][] => {
    const value = promisedValue(header, request, answer);
    return value ? [[header, names.hide(value)]] : [];
  });
  const response = { status: answer.status, headers: Object.fromEntries(kept), body: text };
  return { name, request, response };
}

/** The headers that belong to the contract; others may come. */
const promised = [
  ...["content-type", "location", "link", "cache-control", "idempotent-replayed", "allow"],
  ...["retry-after", "www-authenticate"],
];

function promisedValue(header: string, { method }: Exchange["request"], answer: Response) {
  const value = answer.headers.get(header);
  if (header === "link") return nextPage(answer.headers);
  // A challenge may say more than how to send a credential, and say it with a 403 as well (RFC 6750 §3).
  if (header === "www-authenticate")
    return answer.status === 401 ? value?.replace(/(realm="[^"]*").*/, "$1") : undefined;
  // Nobody ever kept the answer of OPTIONS; now it says so.
  if (header === "cache-control" && method === "OPTIONS") return undefined;
  return value;
}

// A link of another relation may come; this one leads through a list.
function nextPage(headers: Headers): string | undefined {
  const links = headers.get("link")?.split(/, (?=<)/) ?? [];
  return links.find((link) => link.includes('rel="next"'));
}

// What can be sent and had may become more.
function hideOffers(status: number, body: string): string {
  if (status !== 406 && status !== 415) return body;
  return body
    .replace(/"detail":"[^"]*"/, '"detail":"…"')
    .replace(/"(available|supported)":\[[^\]]*\]/, '"$1":["…"]');
}

async function happen(app: TestApp, url: string, step: Happening): Promise<void> {
  if ("webhook" in step) await tell(app, url, step);
  else if (step.procedure === "payments.markPaid") await app.as().payments.markPaid(step.input);
  else await app.as().fulfillments.create(step.input);
  await untilWorkedOff(app);
}

// The built-in provider tells of a payment.
async function tell(
  { product }: TestApp,
  url: string,
  { webhook: type, payment: id }: { webhook: TestEventType; payment: string },
): Promise<void> {
  const row = await product.db.prisma.payment.findUniqueOrThrow({ where: { id } });
  const pay = {
    paymentId: id,
    orderId: row.orderId,
    amount: Number(row.amount),
    currency: row.currency,
  };
  const event = signTestEvent({ type, pay, secret: product.testSecret, now: new Date() });
  const answer = await fetch(`${url}/api/webhooks/test`, { method: "POST", ...event });
  if (!answer.ok) throw new Error(`The webhook was answered ${answer.status}`);
}

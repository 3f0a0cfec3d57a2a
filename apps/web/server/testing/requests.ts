import type { Operation } from "@crossdock/adapters";
import { operations } from "../rest.ts";
import { type Answer, type Call, send } from "./rest-client.ts";
import type { TestApp } from "./test-app.ts";

/** Members of an input or an output. */
export type Members = Record<string, unknown>;

/** The catalogue belongs to the shop; of everything else a partner sees its own rows alone. */
export function isPartnerOwned({ path, params }: Operation): boolean {
  return params.length > 0 && !/^\/(products|inventory)\//.test(path);
}

/** A valid input: the documented example, about things that were just made for this key. */
export async function makeInput(
  app: TestApp,
  url: string,
  operation: Operation,
  key: string,
): Promise<Members> {
  const input = structuredClone((operation.example ?? {}) as Members);
  const resource = operation.path.split("/")[1] ?? "";
  for (const param of operation.params) input[param] = await makeTarget(app, url, resource, key);
  return prepare(app, input);
}

/** The request that gives an operation this input. */
export function toCall({ method, path, params }: Operation, input: Members): Call {
  const rest = Object.entries(input).filter(([name]) => !params.includes(name));
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(input[name])));
  if (method !== "GET" && method !== "DELETE") {
    return { method, path: `/api/v1${filled}`, body: Object.fromEntries(rest) };
  }
  const query = new URLSearchParams(
    Object.fromEntries(rest.map(([name, value]) => [name, String(value)])),
  ).toString();
  return { method, path: `/api/v1${filled}${query && `?${query}`}` };
}

async function makeTarget(
  app: TestApp,
  url: string,
  resource: string,
  key: string,
): Promise<string> {
  if (resource === "inventory") return (await app.sell(10)).sku;
  // A payment is never made by itself.
  const maker = resource === "payments" ? "orders" : resource;
  const { body } = await create(app, url, maker, key);
  const made = body as { id: string; payments?: { id: string }[] };
  return (resource === "payments" ? made.payments?.[0]?.id : made.id) ?? "";
}

async function create(app: TestApp, url: string, resource: string, key: string): Promise<Answer> {
  const create = operations.find(
    ({ method, path }) => method === "POST" && path === `/${resource}`,
  );
  if (!create) throw new Error(`Nothing makes one of /${resource}`);
  const answer = await send(url, {
    ...toCall(create, await makeInput(app, url, create, key)),
    key,
  });
  if (answer.status !== create.status) throw new Error(JSON.stringify(answer.body));
  return answer;
}

let made = 0;

// What may be there once only is new each time; what an example says to be there is there.
async function prepare(app: TestApp, input: Members): Promise<Members> {
  const { email, variants, items } = input;
  const { sku } = Array.isArray(items) ? await app.sell(10) : { sku: `NEW-${++made}` };
  return {
    ...input,
    ...(email === undefined ? {} : { email: `buyer-${++made}@example.com` }),
    ...(Array.isArray(variants) ? { variants: variants.map((one) => ({ ...one, sku })) } : {}),
    ...(Array.isArray(items) ? { items: items.map((item) => ({ ...item, sku })) } : {}),
  };
}

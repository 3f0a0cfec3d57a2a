import type { FakeProviders } from "../start.ts";

type Sent = { requestId?: string; token?: string; minimal?: boolean };

/** The few calls of a shop, with a token of its own. */
export async function paypalClient(fake: Pick<FakeProviders, "url">) {
  const token = await fetchToken(fake.url);

  async function call(method: "GET" | "POST", path: string, body?: unknown, sent: Sent = {}) {
    const answer = await fetch(new URL(path, fake.url), {
      method,
      headers: {
        Authorization: `Bearer ${sent.token ?? token}`,
        ...(method === "POST" ? { "Content-Type": "application/json" } : {}),
        ...(sent.minimal ? {} : { Prefer: "return=representation" }),
        ...(sent.requestId === undefined ? {} : { "PayPal-Request-Id": sent.requestId }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as PaypalBody };
  }
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body?: unknown, sent?: Sent) => call("POST", path, body, sent),
  };
}

/** What the tests look at of an answer. */
type PaypalBody = {
  id: string;
  status: string;
  details?: { issue: string; field?: string }[];
  links: { rel: string; href: string }[];
  purchase_units: {
    payments: Record<"authorizations" | "captures" | "refunds", { id: string; status: string }[]>;
  }[];
  events: { id: string; event_type: string }[];
};

export type PaypalClient = Awaited<ReturnType<typeof paypalClient>>;

async function fetchToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/oauth2/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa("client:secret")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}

/** An order of 19.99 EUR for `pay_1`. */
export function orderRequest(intent = "CAPTURE", unit: object = {}) {
  const amount = { currency_code: "EUR", value: "19.99" };
  const experience_context = {
    return_url: "https://shop.example/thanks",
    cancel_url: "https://shop.example/cart",
  };
  return {
    intent,
    purchase_units: [{ custom_id: "pay_1", invoice_id: "1001-pay_1", amount, ...unit }],
    payment_source: { paypal: { experience_context } },
  };
}

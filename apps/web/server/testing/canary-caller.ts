import type { Person } from "./canaries.ts";

type CallOptions = {
  method?: string;
  headers?: Record<string, string>;
  /** An API key other than the caller's own. */
  key?: string;
  body?: unknown;
  text?: string;
  type?: string;
};

type Answer = { status: number; headers: Headers; text: string };

/** Calls a server as programs, pages and browsers do, and keeps every answer that is a refusal. */
export type CanaryCaller = {
  refusals: { what: string; text: string }[];
  statuses: Set<number>;
  call(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, options: CallOptions): Promise<Answer>;
  /** As a form, without the key. */
  form(path: string, fields: object, headers?: Record<string, string>): Promise<Answer>;
  trpc(path: string, input: object, cookie?: string, headers?: object): Promise<Answer>;
  /** Signs in as the login pages do. */
  signIn(provider: string, fields: object): Promise<Answer>;
};

export function createCanaryCaller(
  url: string,
  { key, cookie }: { key: string; cookie: string },
): CanaryCaller {
  const refusals: CanaryCaller["refusals"] = [];
  const statuses = new Set<number>();
  let made = 0;

  async function send(path: string, options: RequestInit): Promise<Answer> {
    // An address of its own, so that the limits of one do not hide the rest.
    const address = `10.1.${Math.floor(made / 250)}.${made++ % 250}`;
    const headers = { "X-Forwarded-For": address, ...options.headers };
    const response = await fetch(url + path, { redirect: "manual", ...options, headers: headers });
    const text = await response.text();
    const { status } = response;
    statuses.add(status);
    const told = `${text}\n${JSON.stringify([...response.headers])}`;
    if (status >= 400) refusals.push({ what: `${options.method} ${path}: ${status}`, text: told });
    return { status, headers: response.headers, text };
  }

  function call(path: string, options: CallOptions = {}): Promise<Answer> {
    const { method = "GET", headers = {}, type = "application/json" } = options;
    const body = options.text ?? (options.body === undefined ? null : JSON.stringify(options.body));
    const bearer = { Authorization: `Bearer ${options.key ?? key}` };
    const own = {
      ...(headers.Cookie || headers.Authorization ? {} : bearer),
      ...(body === null ? {} : { "Content-Type": type, "Idempotency-Key": crypto.randomUUID() }),
      ...(path === "/mcp" ? { Accept: "application/json, text/event-stream" } : {}),
    };
    return send(path, { method, body, headers: { ...own, ...headers } });
  }

  const post = (path: string, options: CallOptions) => call(path, { method: "POST", ...options });

  function form(path: string, fields: object, headers = {}): Promise<Answer> {
    return send(path, { method: "POST", headers, body: new URLSearchParams({ ...fields }) });
  }

  return {
    ...{ refusals, statuses, call, post, form },
    trpc: (path, input, own = cookie, headers = {}) =>
      path.startsWith("me.")
        ? call(`/api/trpc/${path}?input=%7B%7D`, { headers: { Cookie: own, ...headers } })
        : post(`/api/trpc/${path}`, { body: input, headers: { Cookie: own, ...headers } }),
    async signIn(provider, fields) {
      const csrf = await send("/api/auth/csrf", {});
      const Cookie = csrf.headers
        .getSetCookie()
        .map((text) => text.split(";")[0])
        .join("; ");
      const { csrfToken = "" } = csrf.status === 200 ? JSON.parse(csrf.text) : {};
      const whole = { ...fields, csrfToken, json: "true" };
      return form(`/api/auth/callback/${provider}`, whole, { Cookie });
    },
  };
}

/** What a person is to the API. */
export function customerOf({ name, email, phone, line1 }: Person) {
  return { name, email, phone, address: { name, line1, city: "Berlin", country: "DE" } };
}

export function orderOf({ name, email, phone, line1 }: Person, sku: string) {
  const shippingAddress = { name, line1, city: "Berlin", country: "DE", phone };
  return { email, lines: [{ sku, quantity: 1 }], shippingAddress };
}

export function inquiryOf({ name, email, phone, line1 }: Person) {
  return { name, email, message: `Call me at ${phone}, or come to ${line1}.` };
}

export function toolOf(name: string, input: object) {
  return { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: input } };
}

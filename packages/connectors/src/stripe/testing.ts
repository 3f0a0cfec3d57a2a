import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

/** One request as it came over the wire. */
type RecordedRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  form: Record<string, string>;
};

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/**
 * A small Stripe on loopback for tests: sessions and payment intents by id, idempotency keys that
 * replay (docs.stripe.com/api/idempotent_requests), and faults on demand.
 */
export async function startFakeStripe(now: () => Date) {
  const requests: RecordedRequest[] = [];
  const faults: (Answer | "silence" | "cut")[] = [];
  const sessions = new Map<string, Record<string, unknown>>();
  const intents = new Map<string, Record<string, unknown>>();
  const replays = new Map<string, { form: string; answer: Answer }>();

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const form = Object.fromEntries(new URLSearchParams(text));
    const [method, path = ""] = [request.method ?? "", request.url?.split("?", 1)[0]];
    requests.push({ method, path, headers: request.headers, form });
    const fault = faults.shift();
    if (fault === "cut") request.socket.destroy();
    else if (fault === "silence") return;
    else if (fault) send(response, fault);
    else if (request.headers.authorization !== "Bearer sk_test_fake") {
      send(response, failure(401, "invalid_request_error", "Invalid API Key provided"));
    } else {
      const key = String(request.headers["idempotency-key"] ?? "");
      send(
        response,
        replayed(key, text, () => route(method, path, form)),
      );
    }
  });

  function replayed(key: string, form: string, run: () => Answer): Answer {
    const known = replays.get(key);
    if (known && known.form !== form) {
      return failure(400, "idempotency_error", "Keys can only be used with the same parameters");
    }
    const answer = known?.answer ?? run();
    if (key !== "") replays.set(key, { form, answer });
    return answer;
  }

  function route(method: string, path: string, form: Record<string, string>): Answer {
    const [, , resource = "", ...rest] = path.split("/");
    const [id = "", verb] = resource === "checkout" ? rest.slice(1) : rest;
    if (resource === "balance") return { status: 200, body: { object: "balance" } };
    if (method === "POST" && path === "/v1/checkout/sessions") return createSession(form);
    const found = (resource === "checkout" ? sessions : intents).get(id);
    if (!found) return failure(404, "invalid_request_error", `No such object: ${id}`);
    if (method === "GET") return { status: 200, body: found };
    if (verb === "expire" && found.status === "open") found.status = "expired";
    else if (verb === "cancel" && found.status === "requires_action") found.status = "canceled";
    else return failure(400, "invalid_request_error", `It is ${found.status}`);
    return { status: 200, body: found };
  }

  function createSession(form: Record<string, string>): Answer {
    const ahead = Number(form.expires_at) - now().getTime() / 1000;
    if (ahead < 30 * 60 || ahead > 24 * 60 * 60) {
      return failure(400, "invalid_request_error", "expires_at: 30 minutes to 24 hours ahead");
    }
    const id = `cs_test_${sessions.size + 1}`;
    const body = {
      ...{ id, object: "checkout.session", status: "open", payment_status: "unpaid" },
      ...{ payment_intent: null, url: `https://checkout.stripe.com/c/pay/${id}` },
      ...{ mode: "payment", currency: form["line_items[0][price_data][currency]"] },
      amount_total: Number(form["line_items[0][price_data][unit_amount]"]),
      client_reference_id: form.client_reference_id,
      metadata: { payment_id: form["metadata[payment_id]"] },
    };
    sessions.set(id, body);
    return { status: 200, body };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    faults,
    sessions,
    intents,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type FakeStripe = Awaited<ReturnType<typeof startFakeStripe>>;

function failure(status: number, type: string, message: string): Answer {
  const code = status === 404 ? "resource_missing" : undefined;
  return { status, body: { error: { type, message, code } } };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

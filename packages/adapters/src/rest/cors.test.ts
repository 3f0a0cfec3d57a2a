import { expect, it } from "vitest";
import { ask, serve } from "../testing/serve.ts";

const origin = "https://app.example";
const cors = { origins: [origin] };

it("lets pages of listed origins read the answer, errors too", async () => {
  const { url } = await serve({ cors });
  for (const path of ["/books/b1", "/nothing"]) {
    const { headers } = await ask(`${url}${path}`, { headers: { origin } });
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-expose-headers")).toContain("ETag");
    expect(headers.has("access-control-allow-credentials")).toBe(false);
    expect(headers.get("vary")).toMatch(/^Origin/);
  }
});

it("lets no other page", async () => {
  const { url } = await serve({ cors });
  for (const other of ["https://evil.example", "https://app.example.evil", "null"]) {
    const { headers } = await ask(`${url}/books/b1`, { headers: { origin: other } });
    expect(headers.has("access-control-allow-origin")).toBe(false);
    expect(headers.get("vary")).toMatch(/^Origin/);
  }
  const closed = await serve();
  const { headers } = await ask(`${closed.url}/books/b1`, { headers: { origin } });
  expect(headers.has("access-control-allow-origin")).toBe(false);
});

it("answers a preflight without a credential", async () => {
  const { url } = await serve({ cors });
  const preflight = { origin, "access-control-request-method": "PATCH" };
  const { status, headers } = await fetch(`${url}/books/b1`, {
    method: "OPTIONS",
    headers: preflight,
  });
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-methods")).toBe("GET, HEAD, PATCH, DELETE, OPTIONS");
  expect(headers.get("access-control-allow-headers")).toContain("Idempotency-Key");
  expect(headers.get("access-control-max-age")).toBe("7200");
});

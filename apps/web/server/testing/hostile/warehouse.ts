import type { FloodOptions } from "./flood.ts";

/** What is there, for the calls that are about something. */
export type Warehouse = {
  fillingOf(procedure: string): Pick<FloodOptions, "id" | "safe">;
  /** Remembers the ids in an output. */
  learn(output: unknown): void;
};

// Each can be done once to one thing.
const once = ["orders.cancel", "fulfillments.create", "inquiries.answer"];

/** @param paid orders that can be shipped, once each; @param sku of something that never runs out */
export function createWarehouse({ sku, paid }: { sku: string; paid: string[] }): Warehouse {
  const ids = new Map<string, string[]>();
  const seen = new Set(paid);
  let turn = 0;
  return {
    learn(output) {
      const found = JSON.stringify(output ?? null).matchAll(/"(([a-z]{3})_[0-7][0-9a-z]{25})"/g);
      for (const [, id = "", prefix = ""] of found) {
        if (seen.has(id)) continue;
        seen.add(id);
        const known = ids.get(prefix) ?? [];
        ids.set(prefix, known);
        known.push(id);
      }
    },
    fillingOf(procedure) {
      const left = once.includes(procedure) ? new Map(ids) : null;
      // Half of them by each of two transports.
      if (procedure === "fulfillments.create") left?.set("ord", paid.splice(0, 40));
      return {
        id(prefix) {
          if (left) return left.get(prefix)?.pop();
          const known = ids.get(prefix) ?? [];
          return known[turn++ % known.length];
        },
        safe: (path) => safeText(path, sku),
      };
    },
  };
}

function safeText(path: string, sku: string): string {
  if (path.endsWith("/sku")) return sku;
  if (path.endsWith("/apiVersion")) return "v2";
  if (path.endsWith("/issuer")) return `https://${crypto.randomUUID()}.example`;
  if (path.includes("/redirectUris")) return "https://example.com/callback";
  if (path.includes("/allowedAddresses")) return "203.0.113.0/24";
  if (path.endsWith("/document")) return document;
  if (path.endsWith("/template")) return "{body}";
  return path.includes("/scopes") ? "orders:read" : "harmless";
}

const operation = { responses: { 200: { description: "OK" } } };

const document = JSON.stringify({
  ...{ openapi: "3.1.0", info: { title: "Another API", version: "1" } },
  ...{ servers: [{ url: "https://api.example.com" }] },
  paths: { "/orders": { get: operation, post: operation, put: operation } },
});

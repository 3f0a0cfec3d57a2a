import { deepEqual } from "node:assert/strict";
import type { Request } from "autocannon";
import type { Load } from "../load.ts";
import { ask, type Server } from "../server.ts";

/** The same two calls for every contender. */
export const loads: (Load & { title: string })[] = [
  { title: "GET /items/{id}?limit=…", connections: 32, next: () => get(turn++ % 1000, turn % 100) },
  { title: "POST /items", connections: 32, next: () => post(turn++ % 100) },
];

/** @throws Error where a contender answers another thing, or takes what breaks the schema */
export async function verify(servers: Server[]): Promise<void> {
  for (const server of servers) {
    const read = { id: "itm_7", limit: 20, title: "Larch board", tags: ["wood"] };
    deepEqual(await ask(server, get(7, 20), 200), read);
    const created = { id: "itm_1", limit: 20, title: "Board 20", tags: ["wood", "oak"] };
    deepEqual(await ask(server, post(20), 200), created);
    for (const { path, ...wrong } of [get(7, 101), post(101)]) {
      const { status } = await fetch(`${server.origin}${path}`, wrong as RequestInit);
      if (status !== 400 && status !== 422) throw new Error(`${server.name} answers ${status}.`);
    }
  }
}

let turn = 0;

function get(id: number, limit: number): Request {
  return { method: "GET", path: `/items/itm_${id}?limit=${limit}` };
}

function post(limit: number): Request {
  return {
    method: "POST",
    path: "/items",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: `Board ${limit}`, limit, tags: ["wood", "oak"] }),
  };
}

import Fastify from "fastify";
import { Pool } from "pg";
import { placeOrder } from "./place-order.ts";
import { readProduct } from "./read-product.ts";

// The least that a server could do for the same answers: no keys, limits, checks or versions. Runs
// as a process of its own: `main.ts PORT DATABASE_URL`.
const [port, connectionString] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 20 });
const app = Fastify();

app.get("/readyz", async () => ({ status: "pass" }));

app.get<{ Params: { id: string } }>("/api/v2/products/:id", async (request, reply) => {
  return (await readProduct(pool, request.params.id)) ?? reply.code(404).send();
});

app.post<{ Body: Parameters<typeof placeOrder>[1]; Headers: { "idempotency-key": string } }>(
  "/api/v2/orders",
  async (request, reply) => {
    const order = await placeOrder(pool, request.body, request.headers["idempotency-key"]);
    return reply.code(order ? 201 : 409).send(order);
  },
);

await app.listen({ port: Number(port), host: "127.0.0.1" });

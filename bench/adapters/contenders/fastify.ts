import Fastify from "fastify";
import { createItem, readItem, resourceNames } from "../items.ts";
import type { Contender } from "./contender.ts";

/** Neither tRPC nor Zod: Fastify's own validation and serialisation, by JSON Schemas that say the same. */
export const prepare: Contender = async (operations) => async () => {
  const app = Fastify();
  for (const name of resourceNames(operations)) {
    app.get<{ Params: { id: string }; Querystring: { limit: number } }>(
      `/${name}/:id`,
      { schema: { params, querystring, response: { 200: item } } },
      async ({ params: { id }, query: { limit } }) => readItem({ id, limit }),
    );
    app.post<{ Body: Parameters<typeof createItem>[0] }>(
      `/${name}`,
      { schema: { body, response: { 200: item } } },
      async ({ body }) => createItem(body),
    );
  }
  await app.ready();
  return (req, res) => app.routing(req, res);
};

const params = closed({ id: { type: "string", maxLength: 40 } });
const querystring = closed({ limit: { type: "integer", maximum: 100 } });

const body = closed({
  title: { type: "string", minLength: 1, maxLength: 100 },
  limit: { type: "integer", maximum: 100 },
  tags: { type: "array", items: { type: "string", maxLength: 20 }, maxItems: 10 },
});

const item = closed({
  id: { type: "string" },
  title: { type: "string" },
  limit: { type: "integer" },
  tags: { type: "array", items: { type: "string" } },
});

function closed(properties: Record<string, object>) {
  const required = Object.keys(properties);
  return { type: "object", properties, required, additionalProperties: false };
}

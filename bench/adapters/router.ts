import type { ProcedureMeta } from "@crossdock/adapters";
import { initTRPC } from "@trpc/server";
import { z } from "zod";
import { createItem, readItem, resourceNames } from "./items.ts";

type Place = { method: "GET" | "POST"; path: `/${string}` };

/** What each contender reads of a procedure. */
type Meta = ProcedureMeta & { openapi?: Place; route?: Place };

const t = initTRPC.meta<Meta>().create();

const Item = z.object({
  id: z.string(),
  title: z.string(),
  limit: z.int(),
  tags: z.array(z.string()),
});

/** The router that the contenders serve, with so many procedures. */
export function createRouter(procedures: number) {
  const named = resourceNames(procedures).map((name) => [name, createResource(name)] as const);
  return t.router(Object.fromEntries(named));
}

function createResource(name: string) {
  return t.router({
    get: t.procedure
      .meta(metaOf("GET", `/${name}/{id}`))
      // oRPC leaves it to the schema to make a number of a query's text.
      .input(z.strictObject({ id: z.string().max(40), limit: z.coerce.number().int().max(100) }))
      .output(Item)
      .query(({ input }) => readItem(input)),
    create: t.procedure
      .meta(metaOf("POST", `/${name}`))
      .input(
        z.strictObject({
          title: z.string().min(1).max(100),
          limit: z.int().max(100),
          tags: z.array(z.string().max(20)).max(10),
        }),
      )
      .output(Item)
      .mutation(({ input }) => createItem(input)),
  });
}

function metaOf(method: "GET" | "POST", path: `/${string}`): Meta {
  const place = { method, path };
  return { rest: `${method} ${path}`, summary: "Work with items", openapi: place, route: place };
}

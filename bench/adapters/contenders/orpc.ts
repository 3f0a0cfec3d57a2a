import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyTRPCRouter } from "@trpc/server";
import { createRouter } from "../router.ts";
import { type Contender, rival } from "./contender.ts";

type OrpcTrpc = { toORPCRouter(router: AnyTRPCRouter): object };

type OrpcNode = {
  OpenAPIHandler: new (
    router: object,
  ) => { handle(req: IncomingMessage, res: ServerResponse): Promise<unknown> };
};

export const prepare: Contender = async (procedures) => {
  const { toORPCRouter } = await rival<OrpcTrpc>("@orpc/trpc");
  const { OpenAPIHandler } = await rival<OrpcNode>("@orpc/openapi/node");
  const router = createRouter(procedures);
  return () => {
    const handler = new OpenAPIHandler(toORPCRouter(router));
    return (req, res) => handler.handle(req, res);
  };
};

import type { RequestListener } from "node:http";
import type { AnyTRPCRouter } from "@trpc/server";
import { createRouter } from "../router.ts";
import { type Contender, rival } from "./contender.ts";

type TrpcToOpenApi = {
  createOpenApiHttpHandler(options: { router: AnyTRPCRouter }): RequestListener;
};

export const prepare: Contender = async (procedures) => {
  const { createOpenApiHttpHandler } = await rival<TrpcToOpenApi>("trpc-to-openapi");
  const router = createRouter(procedures);
  return () => createOpenApiHttpHandler({ router });
};

import { createOpenApiHttpHandler } from "trpc-to-openapi";
import { createRouter } from "../router.ts";
import type { Contender } from "./contender.ts";

export const prepare: Contender = async (procedures) => {
  const router = createRouter(procedures);
  return () => createOpenApiHttpHandler({ router });
};

import { createNodeHandler } from "@crossdock/adapters";
import { createRouter } from "../router.ts";
import type { Contender } from "./contender.ts";

export const prepare: Contender = async (procedures) => {
  const router = createRouter(procedures);
  return () => createNodeHandler({ router });
};

import { newId, type Principal } from "@crossdock/core";
import type { Context, Services } from "./procedure/context.ts";
import type { Transport } from "./procedure/transports.ts";
import { createCallerFactory } from "./procedure/trpc.ts";
import { appRouter } from "./router.ts";

const createCaller = createCallerFactory(appRouter);

/** The procedures as functions, called as this principal: for jobs, seeds, the command line and tests. */
export function callAs(
  services: Services,
  principal: Principal,
  transport: Transport,
  requestId = newId("req", services.clock.now()),
) {
  const context: Context = { services, principal, transport, requestId };
  return createCaller(context);
}

export type Caller = ReturnType<typeof callAs>;

import { ApiAuth } from "@crossdock/connectors/openapi";
import { newId } from "@crossdock/core";
import type { z } from "zod";
import type { Context } from "../procedure/context.ts";
import { sendCall } from "./call.ts";
import type { TestedConnection } from "./schema.ts";

type Tested = z.infer<typeof TestedConnection>;

/** Sends what was shown, after the audit log knows of it. */
export async function tryLive(context: Context, tested: Tested): Promise<Tested> {
  const { id, request } = tested;
  const { prisma } = context.services.db;
  const row = await prisma.connection.findUniqueOrThrow({
    where: { id },
    select: { baseUrl: true, auth: true },
  });
  const call = { id, request, auth: ApiAuth.parse(row.auth), baseUrl: row.baseUrl };
  const messageId = newId("msg", context.services.clock.now());
  const { retryable: _, ...answer } = await sendCall(context, call, { messageId });
  return { ...tested, answer };
}

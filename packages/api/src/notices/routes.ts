import { isReady } from "@crossdock/connectors";
import type { PrismaClient, Tx } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";
import {
  defaultRoutes,
  type NoticeChannel,
  type NoticeKind,
  type NoticeRoute,
  noticeChannels,
} from "./kinds.ts";

/** Where notices of this kind go. */
export async function routeOf(
  db: Pick<PrismaClient | Tx, "noticeRoute">,
  kind: NoticeKind,
): Promise<NoticeRoute> {
  const row = await db.noticeRoute.findUnique({ where: { kind } });
  if (!row) return defaultRoutes[kind];
  const { mail, slack, http } = row;
  return { mail, slack, http };
}

/** The channels that can be used now. */
export async function readyChannels(services: Services): Promise<NoticeChannel[]> {
  const states = await Promise.all(noticeChannels.map((id) => services.connectors.get(id)));
  return noticeChannels.filter((_, index) => {
    const connector = states[index];
    return isReady(connector) && connector.notify !== undefined;
  });
}

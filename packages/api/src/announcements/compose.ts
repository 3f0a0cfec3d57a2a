import type { Connector, Post, PublishConnector } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { firstImageOf } from "./image.ts";
import type { ComposeAnnouncement } from "./schema.ts";

export type Publisher = Connector & { publish: PublishConnector };

/** What an announcement says on a network, with its image's bytes. */
export async function composePost(
  context: Context,
  { text, link, productId, withImage }: Omit<ComposeAnnouncement, "targets">,
): Promise<Post> {
  const images = withImage && productId ? await firstImageOf(context, productId) : [];
  const whole = link === null || text.includes(link) ? text : `${text}\n\n${link}`;
  return { text: whole, link, images };
}

/** Every network that the product knows, set up or not. */
export async function publishers({ services }: Context): Promise<Publisher[]> {
  const all = await Promise.all(
    services.connectors.definitions.map(({ id }) => services.connectors.get(id)),
  );
  return all.filter((connector) => isPublisher(connector));
}

/** @throws AppError `connector_not_configured` where nothing can be said there */
export async function publisherOf({ services }: Context, id: string): Promise<Publisher> {
  const connector = await services.connectors.get(id);
  if (isPublisher(connector) && connector.configured) return connector;
  throw new AppError("connector_not_configured", {
    detail: `${connector?.name ?? id} is not set up to publish. Set it up on the page Connectors.`,
  });
}

function isPublisher(connector: Connector | undefined): connector is Publisher {
  return connector?.publish !== undefined;
}

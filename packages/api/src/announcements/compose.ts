import { type Connector, isReady, type Post, type PublishConnector } from "@crossdock/connectors";
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
export function socialNetworks({ connectors }: Context["services"]) {
  return connectors.definitions.filter(({ category }) => category === "social");
}

/** @throws AppError `connector_not_configured` where nothing can be said there */
export async function publisherOf({ services }: Context, id: string): Promise<Publisher> {
  const connector = await services.connectors.get(id);
  if (isReady(connector) && isPublisher(connector)) return connector;
  const { name = id, off = null } = connector ?? {};
  throw new AppError("connector_not_configured", {
    detail:
      off === null
        ? `${name} is not set up to publish. Set it up on the page Connectors.`
        : `${name} is switched off: ${off}`,
  });
}

function isPublisher(connector: Connector): connector is Publisher {
  return connector.publish !== undefined;
}

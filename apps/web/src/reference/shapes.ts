import type { Document } from "./document.ts";
import type { Member } from "./members.ts";
import { ownMembersOf, resolve } from "./members.ts";

export type Shape = { id: string; title: string; members: Member[] };

/** The schemas that have a name, without those of events. */
export function schemasOf(document: Document): Shape[] {
  const ofEvents = new Set(bodiesOfEvents(document).map(({ body }) => body.$ref));
  return Object.entries(document.components.schemas)
    .filter(([id]) => !ofEvents.has(`#/components/schemas/${id}`))
    .map(([id, schema]) => ({
      id,
      title: schema.description ?? "",
      members: ownMembersOf(schema),
    }))
    .filter(({ members }) => members.length > 0);
}

/** The events that the server sends, each with its body. */
export function eventsOf(document: Document): Shape[] {
  return bodiesOfEvents(document).map(({ id, summary, body }) => {
    return { id, title: summary, members: ownMembersOf(resolve(document, body)) };
  });
}

function bodiesOfEvents({ webhooks }: Document) {
  return Object.entries(webhooks).map(([id, { post }]) => ({
    id,
    summary: post.summary,
    body: post.requestBody.content["application/json"]?.schema ?? {},
  }));
}

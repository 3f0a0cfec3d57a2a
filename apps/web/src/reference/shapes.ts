import type { Document } from "./document.ts";
import type { Member } from "./members.ts";
import { membersOf, ownMembersOf } from "./members.ts";

export type Shape = { id: string; title: string; members: Member[] };

/** The schemas that have a name. */
export function schemasOf({ components: { schemas } }: Document): Shape[] {
  return Object.entries(schemas)
    .filter(([, { properties }]) => properties !== undefined)
    .map(([id, schema]) => {
      return { id, title: schema.description ?? "", members: ownMembersOf(schema) };
    });
}

/** The events that the server sends, each with its body. */
export function eventsOf(document: Document): Shape[] {
  return Object.entries(document.webhooks).map(([id, { post }]) => {
    const { schema } = post.requestBody.content["application/json"] ?? {};
    return { id, title: post.summary, members: schema ? membersOf(document, schema) : [] };
  });
}

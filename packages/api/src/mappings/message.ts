import type { Prisma } from "@crossdock/db";

type EventRow = Pick<Prisma.EventGetPayload<object>, "id" | "type" | "createdAt" | "object">;

/** What the expressions of a mapping out see: the event as the API shows it. */
export function eventMessage({ id, type, createdAt, object }: EventRow) {
  return { id, type, createdAt: createdAt.toISOString(), data: { object } };
}

type InboxRow = Pick<
  Prisma.InboxEventGetPayload<object>,
  "id" | "eventId" | "connector" | "type" | "body" | "receivedAt"
>;

/** What the expressions of a mapping in see: the payload and what is known of it. */
export function inboundMessage({ id, eventId, connector, type, body, receivedAt }: InboxRow) {
  const payload = jsonOf(Buffer.from(body).toString("utf8"));
  return { id, eventId, source: connector, type, receivedAt: receivedAt.toISOString(), payload };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import type { CommandContext } from "../procedure/context.ts";

/** Members to put over an object's, and which events and answers show such an object. */
export type Blank = { events?: string; answers: string; members: Record<string, unknown> };

/** Blanks what events say of these objects. The trigger of the table allows it for this transaction. */
export async function blankEvents(
  { db }: CommandContext,
  ids: string[],
  blanks: Blank[],
): Promise<void> {
  await db.$executeRaw`SELECT set_config('crossdock.erasing', 'on', true)`;
  for (const { events, members } of blanks) {
    if (events === undefined) continue;
    await db.$executeRaw`
      UPDATE event SET object = (object::jsonb || ${JSON.stringify(members)}::jsonb)::json
      WHERE object_id = ANY(${ids}) AND type LIKE ${events}`;
  }
  await db.$executeRaw`SELECT set_config('crossdock.erasing', 'off', true)`;
}

/**
 * Blanks the kept answers of repeatable commands. They stay, so that a request which is sent again
 * does not place its order again.
 */
export async function blankAnswers(
  { db }: CommandContext,
  ids: string[],
  blanks: Blank[],
): Promise<void> {
  for (const { answers, members } of blanks) {
    await db.$executeRaw`
      UPDATE idempotency_key SET output = (output::jsonb || ${JSON.stringify(members)}::jsonb)::json
      WHERE operation LIKE ${answers} AND output ->> 'id' = ANY(${ids})`;
  }
}

/** Empties the webhooks of payment providers that tell of the customer; that they came stays known. */
export async function blankInbox(
  { db }: CommandContext,
  customerId: string,
  email: string,
): Promise<void> {
  await db.$executeRaw`
    WITH told AS (
      SELECT convert_to(${email}, 'UTF8') AS bytes
      UNION SELECT convert_to(ref, 'UTF8')
      FROM payment p JOIN "order" o ON o.id = p.order_id
      CROSS JOIN LATERAL (VALUES (p.provider_ref), (p.session_ref), (p.id)) AS refs (ref)
      WHERE o.customer_id = ${customerId} AND ref IS NOT NULL
    )
    UPDATE inbox_event i SET body = ''
    WHERE i.status <> 'received' AND EXISTS (SELECT FROM told WHERE position(bytes IN i.body) > 0)`;
}

/** Empties the log of mappings that told somebody of the customer; that they did stays known. */
export async function blankRuns(
  { db }: CommandContext,
  ids: string[],
  email: string,
): Promise<void> {
  await db.$executeRaw`
    UPDATE mapping_run SET request = NULL, answer = NULL, error = NULL
    WHERE status <> 'pending' AND (
      event_id IN (SELECT id FROM event WHERE object_id = ANY(${ids}))
      OR position(${email} IN coalesce(request::text, '') || coalesce(answer, '')) > 0)`;
}

import { createServer } from "node:http";
import { z } from "zod";

/** An event as PagerDuty's Events API v2 takes it: https://developer.pagerduty.com/docs/send-alert-event */
const common = { routing_key: z.string().length(32), dedup_key: z.string().min(1).max(255) };
const Event = z.discriminatedUnion("event_action", [
  z.strictObject({
    ...common,
    event_action: z.literal("trigger"),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(["critical", "error", "warning", "info"]),
      timestamp: z.iso.datetime(),
      custom_details: z.record(z.string(), z.unknown()),
    }),
    links: z.array(z.strictObject({ href: z.url(), text: z.string() })),
    client: z.string(),
    client_url: z.url(),
  }),
  z.strictObject({ ...common, event_action: z.enum(["acknowledge", "resolve"]) }),
]);

type PagerDutyEvent = z.infer<typeof Event>;

/** Takes events on loopback as PagerDuty does: what is not as documented is refused, and told why. */
export async function startPagerDuty() {
  const events: PagerDutyEvent[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const parsed = Event.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
    const answer = parsed.success
      ? { status: "success", message: "Event processed", dedup_key: parsed.data.dedup_key }
      : { status: "invalid event", errors: parsed.error.issues.map(({ message }) => message) };
    if (parsed.success) events.push(parsed.data);
    res.writeHead(parsed.success ? 202 : 400, { "content-type": "application/json" });
    res.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/v2/enqueue`,
    events,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

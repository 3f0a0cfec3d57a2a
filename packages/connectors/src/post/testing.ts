import { createServer, type IncomingHttpHeaders } from "node:http";

/** What it answers in place of hearing the message. */
export type ReceiverFault = { status: number; body: string } | "cut";

/**
 * Takes messages on loopback for tests: at `/services/…` as Slack's incoming webhooks do, which want a
 * text, and anywhere else whatever comes.
 */
export async function startReceiver() {
  const messages: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const faults: ReceiverFault[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const path = req.url ?? "/";
    const fault = faults.shift();
    if (fault === "cut") return void req.socket.destroy();
    if (fault) return void res.writeHead(fault.status).end(fault.body);
    if (path.startsWith("/services/") && !JSON.parse(body).text)
      return void res.writeHead(400).end("no_text");
    messages.push({ path, headers: req.headers, body });
    res.writeHead(200).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    messages,
    faults,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

import { createServer, type IncomingHttpHeaders } from "node:http";

/** What a network was asked. */
export type SocialRequest = {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** JSON, or a form's members; a file is its number of bytes. */
  body: Record<string, unknown>;
  bytes: Buffer;
};

export type SocialAnswer = { status: number; body: unknown };

/** What happens instead: an answer, nothing at all, or the work is done and its answer lost. */
export type SocialFault = SocialAnswer | "silence" | "lost";

/** A network's API on loopback: what `answer` says, and faults on demand. */
export async function startSocialServer(answer: (request: SocialRequest) => SocialAnswer) {
  const requests: SocialRequest[] = [];
  const faults: { path: string; fault: SocialFault }[] = [];

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const { method = "", headers } = incoming;
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const request = { method, url, headers, bytes, body: await readBody(headers, bytes) };
    requests.push(request);
    const index = faults.findIndex(({ path }) => url.pathname.endsWith(path));
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault;
    if (fault === "silence") return;
    const { status, body } = typeof fault === "object" ? fault : answer(request);
    if (fault === "lost") return void incoming.socket.destroy();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    /** The next call whose path ends so goes wrong. */
    fail: (path: string, fault: SocialFault) => void faults.push({ path, fault }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(headers: IncomingHttpHeaders, bytes: Buffer) {
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/json")) return JSON.parse(bytes.toString());
  if (!type.startsWith("multipart/form-data")) return {};
  const form = await new Response(Uint8Array.from(bytes), {
    headers: { "content-type": type },
  }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.size]),
  );
}

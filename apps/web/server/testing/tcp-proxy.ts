import { connect, createServer, type Server, type Socket } from "node:net";

export type TcpProxy = {
  /** The address that was given, by way of the proxy. */
  url: string;
  /** Cuts every connection and refuses new ones. */
  down(): Promise<void>;
  up(): Promise<void>;
};

/** Stands between a server and its database, so that a test can take the database away. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  function join(incoming: Socket): void {
    const outgoing = connect(Number(targetPort), hostname);
    for (const socket of [incoming, outgoing]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        incoming.destroy();
        outgoing.destroy();
      });
    }
    incoming.pipe(outgoing).pipe(incoming);
  }

  const proxy = {
    async up() {
      const next = createServer(join);
      await new Promise<void>((resolve) => next.listen(port, "127.0.0.1", resolve));
      const address = next.address();
      if (address && typeof address === "object") port = address.port;
      server = next;
    },
    async down() {
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
  await proxy.up();
  const url = new URL(target);
  url.port = String(port);
  return { ...proxy, url: url.href };
}

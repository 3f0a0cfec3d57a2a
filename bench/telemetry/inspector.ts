import { once } from "node:events";

/** What V8 tells of a process by its inspector: the protocol of Chrome's DevTools. */
export type Inspector = {
  call<Result = void>(method: string, params?: object): Promise<Result>;
  close(): void;
};

/** Of the process whose inspector listens on a port of this machine. One call at a time. */
export async function openInspector(port: number): Promise<Inspector> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
  if (target === undefined) throw new Error("The server's inspector has nothing to show.");
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, "open");
  let last = 0;
  return {
    async call(method, params = {}) {
      const id = ++last;
      socket.send(JSON.stringify({ id, method, params }));
      for (;;) {
        const [{ data }] = await once(socket, "message");
        const answer = JSON.parse(data);
        if (answer.id === id) return answer.result;
      }
    },
    close: () => socket.close(),
  };
}
